/**
 * Starts a registry straight at the API, with a key that WordPress makes for this one call and takes back when the
 * registry is there. The key is in a variable here and nowhere else.
 */
( ( forms, texts ) => {
	'use strict';

	const form = document.querySelector( 'form[data-restart-start]' );
	if ( ! forms?.submit || ! form?.dataset.apiUrl ) {
		return; // It posts to WordPress.
	}

	const NO_KEYS = 'restart_no_keys_here';

	const value = ( name ) => form.elements[ name ].value.trim();

	function fields( entries ) {
		const data = new FormData();
		Object.entries( entries ).forEach( ( [ name, one ] ) => data.set( name, one ) );
		return data;
	}

	function registry() {
		const recipient = value( 'recipient_name' );
		return {
			title: value( 'registry_title' ),
			is_private: 'public' !== form.elements.visibility.value,
			story: form.elements.story.value || null,
			meta: {
				event_type: value( 'event_type' ) || null,
				event_date: value( 'event_date' ) || null,
				invitees: [], // Each is invited on its own below: that sends the mail.
				item_ids: [],
				is_for_self: ! recipient,
				recipient_name: recipient || null,
			},
		};
	}

	function authorization( key ) {
		const bytes = new TextEncoder().encode( key.username + ':' + key.password );
		return 'Basic ' + btoa( String.fromCharCode( ...bytes ) );
	}

	function headers( key ) {
		const all = {
			'Content-Type': 'application/json',
			Authorization: authorization( key ),
			// The same when the form is sent again: perhaps only the answer was lost.
			'Idempotency-Key': value( 'form_key' ),
		};
		return form.dataset.apiKey ? { ...all, 'x-api-key': form.dataset.apiKey } : all;
	}

	/** Answers the registry, or a sentence that says why there is none. */
	async function create( key ) {
		const body = JSON.stringify( registry() );
		const request = { method: 'POST', headers: headers( key ), body, credentials: 'omit' };
		const answer = await forms.fetchInTime( form.dataset.apiUrl + '/registries', request );
		if ( answer?.ok && answer.body?.permalink ) {
			return answer.body;
		}
		if ( 409 === answer?.status ) {
			return texts.startedBefore;
		}
		return answer && answer.status < 500 && answer.body?.detail ? answer.body.detail : texts.apiAway;
	}

	/** Answers those who couldn't be invited, and those who are invited, but weren't told. */
	async function invite( id ) {
		const typed = form.elements.invitees.value.split( /[\r\n,;]+/ );
		const names = typed.map( ( name ) => name.trim() ).filter( Boolean );
		const missing = { notInvited: [], notMailed: [] };
		for ( const name of new Set( names ) ) {
			const answer = await forms.send( 'send_invite', fields( { registry_id: id, invitee: name } ) );
			if ( 'restart_mail_failed' === answer.data.code ) {
				missing.notMailed.push( name );
			} else if ( ! answer.ok && 'restart_mailed_before' !== answer.data.code ) {
				missing.notInvited.push( name );
			}
		}
		return Object.entries( missing ).filter( ( [ , those ] ) => those.length );
	}

	/** The registry is there, so this isn't an error to go back from. */
	function tellWhoIsMissing( made, missing ) {
		const box = document.createElement( 'div' );
		box.className = 'restart-notice';
		box.tabIndex = -1;
		missing.forEach( ( [ sentence, those ] ) => {
			const line = box.appendChild( document.createElement( 'p' ) );
			line.textContent = texts[ sentence ].replace( '%s', () => those.join( ', ' ) );
		} );
		const link = box.appendChild( document.createElement( 'p' ) ).appendChild( document.createElement( 'a' ) );
		link.textContent = texts.openAnyway;
		link.href = made.permalink;
		form.replaceWith( box );
		box.focus();
	}

	/** Answers as forms.js does when it sends a form. */
	async function start() {
		const sent = fields( { form_key: value( 'form_key' ) } );
		const key = await forms.send( 'key', sent );
		if ( NO_KEYS === key.data.code ) { // WordPress takes the form itself, as it does without scripts.
			form.elements.nonce.value = sent.get( 'nonce' );
			form.submit();
			return { ok: true, data: {} };
		}
		if ( ! key.ok ) {
			return key;
		}
		const made = key.data.made ?? await create( key.data ); // The first try may have got through.
		if ( 'string' === typeof made ) {
			return { ok: false, data: { message: made } };
		}
		const missing = await invite( made.id );
		if ( missing.length ) {
			tellWhoIsMissing( made, missing );
			return { ok: true, data: {} };
		}
		return { ok: true, data: { redirect: made.permalink } };
	}

	form.addEventListener( 'submit', ( event ) => {
		event.preventDefault();
		forms.submit( form, event.submitter, start );
	} );
} )( window.restartRegistry, window.therestart );
