import { Badge, badgeWidths, MoreBadges, moreWidth, type BadgeWords } from '../../components/badge.tsx'
import { badgeIcons } from '../../components/badge-icons.ts'
import { fitBadges } from '../../components/fit-badges.ts'
import { nameRelative } from '../../components/format.ts'
import { textWidth } from '../../components/text-width.ts'
import type { Text } from '../../i18n/use-text.ts'
import type { PageProcess } from './process-store.ts'

interface BadgesProps {
  readonly badges: readonly BadgeWords[]
  /** As it is shown. */
  readonly name: string
  /** What the name and its badges have together, pixels. */
  readonly room: number
}

/** Of names in the table, pixels. */
const fontPx = 13

/** What sets a process apart: zombie, orphan, daemon, kernel, lab; as much of it as there is room for. */
export function Badges({ badges, name, room }: BadgesProps) {
  if (badges.length === 0) return undefined
  const shown = fitBadges(badges.map(badgeWidths), { all: room, name: textWidth(name, fontPx), more: moreWidth })
  return (
    <>
      {shown.map((form, at) => {
        const badge = badges[at]
        return badge === undefined ? undefined : <Badge key={badge.kind} badge={badge} form={form} />
      })}
      {shown.length < badges.length && <MoreBadges badges={badges.slice(shown.length)} />}
    </>
  )
}

/** @returns what sets it apart, in words */
export function badgesOf(row: PageProcess, text: Text): readonly BadgeWords[] {
  const { zombie, orphan, daemon, lab } = row
  const name = (relative: Parameters<typeof nameRelative>[0]): string => nameRelative(relative, text('unknownProcess'))
  const badges: (BadgeWords | false | undefined)[] = [
    zombie !== undefined &&
      row.fresh !== 'ended' && {
        kind: 'zombie',
        full: text('badge.zombie', { parent: name(zombie.waitingOn) }),
        short: text('state.zombie'),
        icon: badgeIcons.zombie,
        hasIcon: false,
      },
    orphan && {
      kind: 'orphan',
      full: text('badge.orphan', { parent: name(orphan.originalParent) }),
      short: text('badge.orphanShort'),
      title: text('badge.orphanTitle', {
        evidence: orphan.evidence,
        parent: name(orphan.originalParent),
        adopter: name(orphan.adopter),
      }),
      icon: badgeIcons.orphan,
      hasIcon: true,
    },
    daemon && {
      kind: 'daemon',
      full:
        daemon.endsWith === undefined
          ? text('badge.daemon')
          : text('badge.daemonOf', { pid: String(daemon.endsWith.pid) }),
      short: text('badge.daemon'),
      title: text('badge.daemonTitle', { kind: daemon.kind }),
      icon: badgeIcons.daemon,
      hasIcon: true,
    },
    row.kernel === true && {
      kind: 'kernel',
      full: text('badge.kernel'),
      short: text('badge.kernel'),
      icon: badgeIcons.kernel,
      hasIcon: false,
    },
    lab && {
      kind: 'lab',
      full: text('badge.lab', { lesson: lab.lesson.slice(0, 2) }),
      short: lab.lesson.slice(0, 2),
      icon: badgeIcons.lab,
      hasIcon: true,
    },
  ]
  return badges.filter((badge) => badge !== undefined && badge !== false)
}
