import { displayText } from '../../../../../shared/model/display-text.ts'
import { useText } from '../../../i18n/use-text.ts'
import type { PageProcess } from '../process-store.ts'
import { List, OrWhyNot, Section } from './section.tsx'
import type { Ask } from './use-section.ts'
import type { Listed, OpenFile, ProcessPlace, ProcessSocket } from '../../../../../shared/contract/details.ts'

export const askPlace: Ask<ProcessPlace> = (client, identity) => client.details.place(identity)
const askFiles: Ask<Listed<OpenFile>> = (client, identity) => client.details.files(identity)
export const askSockets: Ask<Listed<ProcessSocket>> = (client, identity) => client.details.sockets(identity)

/** Where it stands and what it has open. */
export function OpenThings({ process }: { readonly process: PageProcess }) {
  const text = useText()
  return (
    <>
      <Section title={text('details.place')} process={process} ask={askPlace} isLive>
        {({ workingDirectory, root }) => (
          <dl className="detail-facts">
            <dt>{text('details.workingDirectory')}</dt>
            <dd>
              <OrWhyNot told={workingDirectory}>{(path) => <code>{displayText(path)}</code>}</OrWhyNot>
            </dd>
            {/* The whole system's root says nothing. */}
            {!(root.kind === 'told' && root.value === '/') && (
              <>
                <dt>{text('details.root')}</dt>
                <dd>
                  <OrWhyNot told={root}>{(path) => <code>{displayText(path)}</code>}</OrWhyNot>
                </dd>
              </>
            )}
          </dl>
        )}
      </Section>
      <Section title={text('details.files')} process={process} ask={askFiles} isLive>
        {({ items, total, cut }) => (
          <List
            title={text('details.files')}
            headings={[text('details.descriptor'), text('details.access'), text('details.target')]}
            total={total}
            cut={cut}
            rows={items.map((file) => ({
              key: String(file.descriptor),
              cells: [
                file.descriptor,
                file.access === undefined ? '' : text(`details.access.${file.access}`),
                <>
                  <code>{displayText(file.target)}</code> {file.deleted && <small>{text('details.deleted')}</small>}
                </>,
              ],
            }))}
          />
        )}
      </Section>
      <Section title={text('details.sockets')} process={process} ask={askSockets} isLive>
        {({ items, total, cut }) => (
          <List
            title={text('details.sockets')}
            headings={[text('details.protocol'), text('details.local'), text('details.remote'), text('details.state')]}
            total={total}
            cut={cut}
            rows={items.map((socket, index) => ({
              key: `${socket.descriptor ?? index} ${socket.local}`,
              cells: [
                socket.protocol,
                <code key="local">{displayText(socket.local ?? '')}</code>,
                <code key="remote">{displayText(socket.remote ?? '')}</code>,
                socket.state ?? '',
              ],
            }))}
          />
        )}
      </Section>
    </>
  )
}
