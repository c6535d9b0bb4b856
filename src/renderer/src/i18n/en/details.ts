export const details = {
  'details.title': 'Details',
  'details.none': 'Select a process to see it explained.',
  'details.parents': 'Parents',
  'details.command': 'Command line',
  'details.noCommand': 'It has none, or the system does not tell.',
  'details.reveal': 'Reveal',
  'details.masked': 'Values that look like secrets are covered.',
  'details.started': 'Started',
  'details.executable': 'Executable',
  'details.sameByCommand': 'The same by command',
  'details.copy': 'Copy',
  'details.copied': 'Copied',
  'details.zombie':
    'It has ended; only its exit status is left. {parent} has not waited for it. Signals do nothing: it goes when its parent waits or ends.',
  'details.orphan':
    'Its original parent {parent} has ended; {adopter} adopted it. {evidence, select, observed {Forkscope saw it happen.} other {Inferred from its process group and session.}}',
  'details.stopped': 'It is stopped and does nothing until it receives SIGCONT.',
  'details.daemonUnix': 'A Unix daemon: it has no terminal and a session of its own.',
  'details.daemonLab': 'A daemon in the sense of multiprocessing: it is terminated when its parent ends in order.',
  'details.kernel': 'A thread of the kernel: it cannot be signalled.',
  'details.close': 'Close details',
}
