import { appContract } from './app.ts'
import { detailsContract } from './details.ts'
import { labContract } from './lab.ts'
import { machineContract } from './machine.ts'
import { processesContract } from './processes.ts'
import { settingsContract } from './settings.ts'

/** Everything a renderer may ask of the backend. */
export const contract = {
  app: appContract,
  processes: processesContract,
  details: detailsContract,
  machine: machineContract,
  lab: labContract,
  settings: settingsContract,
}
