import { say } from '../live/wording.js';
import { isKnown, moment, shown } from './agency-clock.js';

/** @typedef {{channel: string, address: string, callBack: boolean, notBefore?: string, bestTime?: string}} Contact */
/** @typedef {{field: HTMLInputElement, words: string}} Fault */

const FURTHEST = 14 * 24 * 60 * 60_000;
const LONGEST_BEST_TIME = 200;
const AUTOCOMPLETE = { phone: 'tel', sms: 'tel', email: 'email', post: 'street-address' };
const INPUT_MODE = { phone: 'tel', sms: 'tel', email: 'email', post: 'text' };

/** The fields that say how somebody wants to be reached, before a chat and while they wait. */
export class ContactFields {
  #form;

  /** @param {HTMLFormElement} form */
  constructor(form) {
    this.#form = form;
    form.addEventListener('change', (event) => /** @type {HTMLInputElement} */ (event.target).name === 'channel' && this.#label());
    const notBefore = this.#field('notBefore').closest('.field');
    if (notBefore instanceof HTMLElement) notBefore.hidden = !isKnown;
    this.#label();
  }

  /** @returns {boolean} whether nothing was typed */
  get isEmpty() {
    return ['address', 'notBefore', 'bestTime'].every((name) => !this.#text(name));
  }

  /** @returns {Contact} as the server takes it */
  get contact() {
    return {
      channel: this.#text('channel'), address: this.#text('address'), callBack: this.#text('callBack') === 'true',
      notBefore: moment(this.#text('notBefore')) ?? undefined, bestTime: this.#text('bestTime') || undefined,
    };
  }

  /** The server looks at the same, and would not say which field it is. @returns {Fault[]} */
  get faults() {
    const { channel, address } = this.contact;
    const time = this.#text('notBefore');
    const at = moment(time);
    const faults = [];
    if (!fits(channel, address)) faults.push({ field: this.#field('address'), words: say(`contact.wrong.${channel}`) });
    if (time && !(at && Date.parse(at) <= Date.now() + FURTHEST)) faults.push({ field: this.#field('notBefore'), words: say('contact.not-before') });
    if (this.#text('bestTime').length > LONGEST_BEST_TIME) faults.push({ field: this.#field('bestTime'), words: say('contact.best-time') });
    return faults;
  }

  /** @param {Contact} contact what stands already */
  fill(contact) {
    const channel = this.#form.querySelector(`[type="radio"][value="${contact.channel}"]`);
    if (channel instanceof HTMLInputElement) channel.checked = true;
    this.#field('address').value = contact.address;
    this.#field('notBefore').value = contact.notBefore ? shown(contact.notBefore) : '';
    this.#field('bestTime').value = contact.bestTime ?? '';
    this.#label();
  }

  /** To where whoever opens the form begins. */
  focus() {
    /** @type {HTMLElement} */ (this.#form.querySelector('[type="radio"]:checked') ?? this.#field('address')).focus();
  }

  get address() {
    return this.#field('address');
  }

  /** The address is called what the channel wants, and browsers offer the one they know. */
  #label() {
    const channel = /** @type {keyof typeof AUTOCOMPLETE} */ (this.#text('channel'));
    const address = this.#field('address');
    const label = address.labels?.[0];
    if (label) label.textContent = say(`contact.label.${channel}`);
    address.setAttribute('autocomplete', AUTOCOMPLETE[channel]);
    address.setAttribute('inputmode', INPUT_MODE[channel]);
  }

  /** @param {string} name @returns {HTMLInputElement} */
  #field(name) {
    return /** @type {HTMLInputElement} */ (this.#form.elements.namedItem(name));
  }

  /** @param {string} name */
  #text(name) {
    return (this.#field(name)?.value ?? '').trim();
  }
}

/** @param {string} channel @param {string} address */
function fits(channel, address) {
  if (address.length < 3 || address.length > 500) return false;
  if (channel === 'email') return /^[^\s@][^\s]*@[^\s]*[^\s]$/.test(address);
  return channel === 'post' || (/^[\p{L}\p{Nd} +\-()./,;:#*]+$/u.test(address) && (address.match(/[0-9]/g)?.length ?? 0) >= 3);
}
