export const lacks = {
  'lack.unreadable': '{root} cannot be read ({error}): ps-list is used instead.',
  'lack.lists-nothing': '{root} lists no processes: ps-list is used instead.',
  'lack.hidden':
    'The system hides other users’ processes ({root} is mounted with hidepid={hidepid}): they are not listed.',
  'lack.silent':
    'The kernel does not tell of starts and ends here (its process connector is refused): the table looks at every interval, and misses processes that live shorter than that.',
  'lack.no-states':
    'ps-list tells neither states nor process groups, sessions, terminals and threads: zombies and orphans are not recognised.',
  'lack.reported-cpu': 'CPU is what the system reports per process, not the use since the last sample.',
  'lack.whole-seconds': 'Start times are whole seconds here, and so are the identities made of them.',
  'lack.names-only':
    'On Windows only pid, parent and name are known so far: a process is identified by pid and name, not by its start time.',
  'lack.two-steps':
    'A process is not held here while it is signalled: check and signal are two steps, and in theory its pid may change hands between them.',
  'lack.two-steps-no-helper':
    'Processes cannot be held while they are signalled (the native helper koffi could not be loaded): check and signal are two steps.',
  'lack.two-steps-refused':
    'Processes cannot be held while they are signalled ({call} answers {error} here): check and signal are two steps.',
  'lack.no-suspend': 'Processes cannot be suspended: the native helper koffi could not be loaded.',
  'lack.no-births':
    'What belongs to a tree cannot be verified: only its root is signalled, as the native helper koffi could not be loaded.',
  'lack.no-affinity': 'CPUs cannot be chosen: the native helper koffi could not be loaded.',
  'lack.affinity-by-tool': 'CPUs are set by the tool taskset: the native helper koffi could not be loaded.',
}
