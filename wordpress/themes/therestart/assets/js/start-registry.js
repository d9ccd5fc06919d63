/**
 * Starts a registry straight at the API, with a key that WordPress makes for this one call and takes back when the
 * registry is there. The key is in a variable here and nowhere else.
 */
( function ( forms ) {
	'use strict';

	const form = document.querySelector( 'form[data-restart-start]' );
	if ( ! form?.dataset.apiUrl ) {
		return; // It posts to WordPress.
	}

	const NO_KEYS = 'restart_no_keys_here';

	const value = ( name ) => form.elements[ name ].value.trim();

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

	/** Answers the registry, or a sentence that says why there is none. */
	async function create( key ) {
		const headers = {
			'Content-Type': 'application/json',
			Authorization: authorization( key ),
			'Idempotency-Key': value( 'form_key' ), // The same when the form is sent again: it may be that only the answer was lost.
		};
		if ( form.dataset.apiKey ) {
			headers[ 'x-api-key' ] = form.dataset.apiKey;
		}
		const request = { method: 'POST', headers, body: JSON.stringify( registry() ), credentials: 'omit', cache: 'no-store' };
		const answer = await forms.fetchInTime( form.dataset.apiUrl + '/registries', request );
		if ( answer?.ok && answer.body?.permalink ) {
			return answer.body;
		}
		if ( 409 === answer?.status ) {
			return forms.texts.startedBefore;
		}
		return answer && answer.status < 500 && answer.body?.detail ? answer.body.detail : forms.texts.apiAway;
	}

	/** Answers those who couldn't be invited, and those who are, but weren't told. */
	async function invite( id, nonce ) {
		const names = form.elements.invitees.value.split( /[\r\n,;]+/ ).map( ( name ) => name.trim() ).filter( Boolean );
		const missing = { notInvited: [], notMailed: [] };
		for ( const name of new Set( names ) ) {
			const answer = await forms.post( { action: 'restart_registry_send_invite', nonce, registry_id: id, invitee: name } );
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
			box.appendChild( document.createElement( 'p' ) ).textContent = forms.texts[ sentence ].replace( '%s', () => those.join( ', ' ) );
		} );
		const link = box.appendChild( document.createElement( 'p' ) ).appendChild( document.createElement( 'a' ) );
		link.textContent = forms.texts.openAnyway;
		link.href = made.permalink;
		form.replaceWith( box );
		box.focus();
	}

	async function submit() {
		const nonce = await forms.freshNonce();
		const key = await forms.post( { action: 'restart_registry_key', nonce, form_key: value( 'form_key' ) } );
		if ( NO_KEYS === key.data.code ) { // WordPress takes the form itself, as it does without scripts.
			form.elements.nonce.value = nonce;
			form.submit();
			return;
		}
		if ( ! key.ok ) {
			forms.showErrors( form, {}, key.data.message ?? forms.texts.odd );
			return;
		}
		const made = key.data.made ?? await create( key.data ); // The first try may have got through.
		if ( 'string' === typeof made ) {
			forms.showErrors( form, {}, made );
			return;
		}
		const missing = await invite( made.id, nonce );
		if ( missing.length ) {
			tellWhoIsMissing( made, missing );
		} else {
			window.location.assign( made.permalink );
		}
	}

	form.addEventListener( 'submit', ( event ) => {
		event.preventDefault();
		forms.whileBusy( form, submit );
	} );
} )( window.therestartForms );
