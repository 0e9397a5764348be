// Receipts and refusals as the shell tells them, made up, for pictures and tests.
import { Failure } from './failure';
import type { CaseNoteView, OpenCaseView, ReceiptFrameView, ReceiptJudgedView, ReceiptView, RefusalView } from './types';

type Args = Record<string, unknown>;

const NONE_COMPARED = { face: false, papers: false, form: false };

/** What a receipt says that was made with this note. */
function signed({ compared, basis, fileNumber, agreed }: CaseNoteView, at: number): ReceiptJudgedView {
  return {
    verdict: 'signed_practice',
    signed: true,
    accuses: false,
    ofMyCode: null,
    says: {
      checkedAt: at,
      signedAt: at,
      verdict: 'genuine_practice',
      word: 'genuine',
      compared,
      basis,
      fileNumber,
      agreed,
      papers: [
        {
          kind: 'residence',
          verdict: 'genuine_practice',
          word: 'genuine',
          fields: [
            { name: 'full_name', value: agreed ? 'Trần Thị Mẫu' : null },
            { name: 'permanent_address', value: agreed ? '12 ngõ Thổ Quan, Khâm Thiên, Đống Đa, Hà Nội' : null },
            { name: 'members', value: null },
          ],
        },
      ],
      officer: 'T. Q. Bảo',
      device: '9f31c07a',
      authority: 'Cơ quan định danh thực hành',
      practice: true,
    },
  };
}

/** The stand-in's receipts, and what the holder noted. */
export class FakeReceipts {
  openCase: OpenCaseView | null = { checkedAt: Date.now(), verdict: 'genuine_practice', word: 'genuine', papers: ['residence'] };
  receipts: ReceiptView[] = [];
  /** What a picture gives in which a receipt is looked for. */
  frame: ReceiptFrameView = { receipt: null, other: false, hint: 'nothing', seen: null };
  refusals: RefusalView[] = [];

  readonly commands: Record<string, (args: Args) => unknown> = {
    open_case: () => this.openCase,
    make_receipt: ({ note }) => {
      this.openCase = null;
      return this.#keep(signed(note as CaseNoteView, Date.now()), `DD1R:${this.receipts.length}`, true);
    },
    judge_receipt: ({ text }) => this.#judged(String(text)),
    receipt_frame: () => this.frame,
    receipt_image: () => this.frame,
    receipt_dropped: () => this.frame,
    receipt_pasted: () => {
      throw new Failure('no_image_copied');
    },
    keep_receipt: ({ text }) => {
      const judged = this.#judged(String(text));
      if (judged.says === null) throw new Failure('not_a_receipt');
      return this.#keep(judged, String(text), false);
    },
    receipts: () => this.receipts,
    print_receipt: () => '/home/mau/Downloads/phieu-kiem-tra-20261122-103000.pdf',
    forget_receipt: ({ id }) => void (this.receipts = this.receipts.filter((one) => one.id !== id)),
    note_refusal: ({ place, askedFor, said }) => {
      if (String(place).trim() === '' || String(askedFor).trim() === '') throw new Failure('nothing_written');
      const noted = { id: Date.now(), at: Date.now(), place, askedFor, said } as RefusalView;
      this.refusals = [noted, ...this.refusals];
    },
    refusals: () => this.refusals,
    forget_refusal: ({ id }) => void (this.refusals = this.refusals.filter((one) => one.id !== id)),
  };

  /** A receipt as it was read in a picture. */
  read(text = 'DD1R:ABC') {
    return { text, judged: this.#judged(text) };
  }

  #judged(text: string): ReceiptJudgedView {
    if (text.startsWith('DD1R:')) return { ...signed({ compared: NONE_COMPARED, basis: null, fileNumber: null, agreed: false }, Date.now()), ofMyCode: true };
    return { verdict: 'malformed', signed: false, accuses: true, ofMyCode: null, says: null };
  }

  #keep(judged: ReceiptJudgedView, text: string, own: boolean): ReceiptView {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"></svg>';
    const receipt = { id: this.receipts.length + 1, at: judged.says?.checkedAt ?? 0, own, text, svg, judged };
    this.receipts = [receipt, ...this.receipts];
    return receipt;
  }
}
