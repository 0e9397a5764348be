import Baby from '@lucide/svelte/icons/baby';
import Bike from '@lucide/svelte/icons/bike';
import BookHeart from '@lucide/svelte/icons/book-heart';
import Briefcase from '@lucide/svelte/icons/briefcase-business';
import House from '@lucide/svelte/icons/house';
import IdCard from '@lucide/svelte/icons/id-card';
import Landmark from '@lucide/svelte/icons/landmark';
import ShieldPlus from '@lucide/svelte/icons/shield-plus';
import SteeringWheel from '@lucide/svelte/icons/car-front';
import UserRound from '@lucide/svelte/icons/user-round';
import type { Component } from 'svelte';
import { rosette } from '$lib/drawing/guilloche';
import type { PaperEntryView, PaperKindView } from '$lib/ipc/types';

/** How a kind of paper is drawn: its colours, which are the same in every theme as on paper, and its line work. */
export interface Face {
  Icon: Component;
  /** The colour of its lines and title: 4.5 to 1 and more on its ground. */
  line: string;
  ground: string;
  /** Of the ground's other end. */
  shade: string;
  lobes: number;
}

export const FACES: Record<PaperKindView, Face> = {
  'personal-info': { Icon: UserRound, line: '#a83866', ground: '#fbf1ee', shade: '#f6dfe5', lobes: 8 },
  'identity-card': { Icon: IdCard, line: '#a83866', ground: '#fbf1ee', shade: '#f6dfe5', lobes: 8 },
  'driving-licence': { Icon: SteeringWheel, line: '#7d4e05', ground: '#fdf6e3', shade: '#f5e3b8', lobes: 10 },
  'vehicle-registration': { Icon: Bike, line: '#2f4a75', ground: '#f3f6fa', shade: '#d8e3ef', lobes: 6 },
  'health-insurance': { Icon: ShieldPlus, line: '#17613d', ground: '#f1f8ef', shade: '#d3e9d6', lobes: 9 },
  'social-insurance': { Icon: Briefcase, line: '#0c5a5a', ground: '#eef6f3', shade: '#cfe6e0', lobes: 7 },
  residence: { Icon: House, line: '#8a3820', ground: '#fcf3ec', shade: '#f3d9c9', lobes: 5 },
  dependants: { Icon: Baby, line: '#6d3484', ground: '#f8f2f9', shade: '#e6d6ec', lobes: 11 },
  'health-book': { Icon: BookHeart, line: '#125a74', ground: '#eff7f9', shade: '#cfe5ec', lobes: 12 },
  tax: { Icon: Landmark, line: '#545a10', ground: '#f8f8ea', shade: '#e6e8c4', lobes: 4 },
};

/** A chứng minh nhân dân, which came before the cards. */
export const CMND: Face = { Icon: IdCard, line: '#3c5a49', ground: '#f3f5ee', shade: '#dbe4d6', lobes: 6 };

const flowers = new Map<number, string>();

/** The rosette of a face, drawn around (0, 0) with a reach of 200. */
export function flower(lobes: number): string {
  const drawn =
    flowers.get(lobes) ??
    [
      ...rosette({ centre: [0, 0], radius: 142, swing: 36, lobes, lines: 12 }),
      ...rosette({ centre: [0, 0], radius: 74, swing: 24, lobes, lines: 9 }),
    ].join('');
  flowers.set(lobes, drawn);
  return drawn;
}

/** How a paper stands, in the word that tells most: what was taken back weighs more than what ends. */
export type Standing = 'in_force' | 'soon' | 'expired' | 'held' | 'revoked';

export function standingOf({ state, expiry }: Pick<PaperEntryView, 'state' | 'expiry'>): Standing {
  if (state !== 'in_force') return state;
  return expiry === 'valid' ? 'in_force' : expiry;
}
