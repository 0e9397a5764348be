import { t } from '$lib/i18n';
import { language } from '$lib/i18n/language.svelte';
import { commands } from '$lib/ipc/commands';
import type { PaperKindInfoView, PaperKindView } from '$lib/ipc/types';
import { labelOf } from '$lib/text/paper';

/** What the core knows of the kinds of papers: it never changes while the program runs. */
class Kinds {
  all = $state.raw<PaperKindInfoView[]>([]);

  /** Asks for them, if they are not there yet. */
  async load(): Promise<void> {
    if (this.all.length === 0) this.all = await commands.paperKinds();
  }

  of(kind: PaperKindView): PaperKindInfoView | null {
    return this.all.find((one) => one.kind === kind) ?? null;
  }

  /** Its name in the language of the window. */
  name(kind: PaperKindView): string {
    const info = this.of(kind);
    return info === null ? '' : language.current === 'vi' ? info.nameVi : info.nameEn;
  }

  description({ descriptionVi, descriptionEn }: PaperKindInfoView): string {
    return language.current === 'vi' ? descriptionVi : descriptionEn;
  }

  /** The register that it comes from. */
  source(kind: PaperKindView): string {
    const info = this.of(kind);
    return info === null ? '' : language.current === 'vi' ? info.sourceVi : info.sourceEn;
  }

  /** What was shown of a paper, in words; of a list of which only entries were, how many. */
  labels(kind: PaperKindView, fields: readonly string[]): string[] {
    const known = new Set(this.of(kind)?.fields.map(({ name }) => name));
    const counts = new Map<string, number>();
    for (const field of fields) {
      const list = known.has(field) ? field : field.replace(/\.\d+$/, '');
      counts.set(list, (counts.get(list) ?? 0) + (list === field ? 0 : 1));
    }
    return [...counts].map(([name, entries]) => {
      const label = this.label(kind, name);
      return entries === 0 ? label : `${label} (${t('papers.entries', { n: entries })})`;
    });
  }

  /** A field's label; the field's name where there is none. */
  label(kind: PaperKindView, field: string): string {
    const found = this.of(kind)?.fields.find(({ name }) => name === field);
    return found ? labelOf(found) : field;
  }
}

export const kinds = new Kinds();
