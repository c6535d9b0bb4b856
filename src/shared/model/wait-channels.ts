/** What a process waits for, as its kernel function tells. */
export const waitReasons = [
  'child',
  'vfork',
  'lock',
  'events',
  'timer',
  'pipe',
  'socket',
  'terminal',
  'signal',
  'storage',
  'file-system',
  'network-file-system',
  'fuse',
  'kernel-lock',
  'dump',
] as const
export type WaitReason = (typeof waitReasons)[number]

/** Names of kernel functions by what they begin with or are; the first that fits. They change from kernel to kernel. */
const reasons: readonly (readonly [RegExp, WaitReason])[] = [
  [/^(?:kernel_clone|_?do_fork|wait_for_vfork_done)$/, 'vfork'],
  [/^do_wait/, 'child'],
  [/^futex_/, 'lock'],
  [/^(?:ep_poll|do_epoll|do_poll|poll_schedule|do_sys_poll|do_select|io_cqring_wait)/, 'events'],
  [/^(?:hrtimer_nanosleep|do_nanosleep|common_nsleep)/, 'timer'],
  [/^(?:anon_)?pipe_|^wait_for_partner|^fifo_open/, 'pipe'],
  [/^(?:unix_stream|unix_dgram|inet_csk_accept|sk_wait|__skb_wait|tcp_|wait_for_connect|netlink_)/, 'socket'],
  [/^(?:n_tty_|wait_woken|tty_)/, 'terminal'],
  [/^(?:sigsuspend|do_sigtimedwait|__ia32_sys_pause|__x64_sys_pause|sys_pause|do_signal_stop|ptrace_stop)/, 'signal'],
  [/^(?:nfs|rpc_|cifs|smb)/, 'network-file-system'],
  [/^(?:request_wait_answer|fuse_)/, 'fuse'],
  [/^(?:jbd2|ext4|xfs|btrfs|f2fs|wait_on_inode|inode_wait)/, 'file-system'],
  [
    /^(?:io_schedule|folio_wait|wait_on_page|__lock_page|bit_wait_io|blk_|submit_bio|do_swap_page|swap_|balance_dirty)/,
    'storage',
  ],
  [/^(?:rwsem_down|__mutex_lock|mutex_lock|__down|down_|percpu_rwsem)/, 'kernel-lock'],
  [/^(?:do_coredump|coredump_|exit_mm)/, 'dump'],
]

/** @param channel a kernel function's name, /proc/PID/wchan @returns undefined for one that is not known */
export function reasonOfWait(channel: string): WaitReason | undefined {
  return reasons.find(([pattern]) => pattern.test(channel))?.[1]
}

/** Waits that a signal ends which would end the process (TASK_KILLABLE), and waits that nothing ends. */
const ends: readonly (readonly [RegExp, 'killable' | 'unkillable'])[] = [
  [/^(?:kernel_clone|_?do_fork|wait_for_vfork_done|balance_dirty_pages)$|_killable$/, 'killable'],
  [
    /^(?:jbd2_log_wait_commit|wait_on_inode|__wait_on_buffer|submit_bio_wait|blk_execute_rq|coredump_task_exit|msleep)$/,
    'unkillable',
  ],
]

/**
 * @param channel of an uninterruptible sleep
 * @returns undefined where it may be either: most functions serve both
 */
export function endOfWait(channel: string): 'killable' | 'unkillable' | undefined {
  return ends.find(([pattern]) => pattern.test(channel))?.[1]
}
