"""Forks sleepers; each line on stdin changes the state of a tenth of them; ends them all with stdin."""
import os, signal, sys, time
pids = []
for _ in range(int(sys.argv[1])):
    pid = os.fork()
    if pid == 0:
        time.sleep(3600)
        os._exit(0)
    pids.append(pid)
print("ready", flush=True)
turn, stopped = 0, []
for _ in sys.stdin:
    for pid in stopped: os.kill(pid, signal.SIGCONT)
    # These change and those before them: a tenth of any stretch of the table.
    stopped = pids[turn % 20::20]
    for pid in stopped: os.kill(pid, signal.SIGSTOP)
    turn += 1
for pid in pids: os.kill(pid, signal.SIGKILL)
for pid in pids: os.waitpid(pid, 0)
