/**
 * What all our forms do when they are sent by script: fetch a nonce, send, and show what came back.
 */
window.therestartForms = ( function ( texts ) {
	'use strict';

	const TIMEOUT_MILLISECONDS = 40000; // The site waits 25 s for the API.

	/** Answers null when nobody does, in time or at all. */
	async function fetchInTime( url, request ) {
		const controller = new AbortController();
		const timer = setTimeout( () => controller.abort(), TIMEOUT_MILLISECONDS );
		try {
			const response = await fetch( url, { ...request, signal: controller.signal } );
			const body = await response.json().catch( () => null ); // Its end may not come either.
			return controller.signal.aborted ? null : { ok: response.ok, status: response.status, body };
		} catch {
			return null;
		} finally {
			clearTimeout( timer );
		}
	}

	/** Fetched when it is needed: the page may come from a cache, or be older than the login. */
	async function freshNonce() {
		const answer = await post( { action: 'restart_registry_nonce' } );
		return answer.ok ? answer.data.nonce : '';
	}

	/** Sends to WordPress and answers { ok, status, data }; data.message always says what to do. */
	async function post( fields ) {
		const body = fields instanceof FormData ? fields : toFormData( fields );
		const answer = await fetchInTime( texts.ajaxUrl, { method: 'POST', body, credentials: 'same-origin', cache: 'no-store' } );
		if ( ! answer ) {
			return { ok: false, status: 0, data: { message: texts.unreachable } };
		}
		return { ok: answer.ok && true === answer.body?.success, status: answer.status, data: answer.body?.data ?? { message: texts.odd } };
	}

	/** One of our own forms, with a fresh nonce. */
	async function send( form, action ) {
		const fields = new FormData( form );
		fields.set( 'action', action );
		fields.set( 'nonce', await freshNonce() );
		return post( fields );
	}

	/** While a form is under way it can't be sent a second time; whatever happens, it can afterwards. */
	async function whileBusy( form, work ) {
		if ( form.hasAttribute( 'aria-busy' ) ) {
			return;
		}
		form.setAttribute( 'aria-busy', 'true' );
		try {
			showErrors( form, {} );
			showStatus( form, texts.working );
			await work();
		} catch ( error ) {
			showErrors( form, {}, texts.odd );
			throw error; // For whoever looks into the console.
		} finally {
			form.removeAttribute( 'aria-busy' );
		}
	}

	/** `errors` is field => sentence; those without a field stand in the summary alone. */
	function showErrors( form, errors, message ) {
		showStatus( form, '' );
		form.querySelectorAll( '.restart-error' ).forEach( ( place ) => mark( place, errors ) );
		const lines = Object.entries( errors ).map( ( [ field, sentence ] ) => line( form.elements[ field ], sentence ) );
		if ( ! lines.length && message ) {
			lines.push( line( null, message ) );
		}
		const summary = form.querySelector( '.restart-summary' );
		summary.firstElementChild.replaceChildren( ...lines );
		summary.hidden = ! lines.length;
		if ( lines.length ) {
			summary.focus();
		}
	}

	function mark( place, errors ) {
		const control = document.getElementById( place.id.replace( /-error$/, '' ) );
		if ( ! control ) {
			return; // Something in the browser took it away.
		}
		const sentence = errors[ control.name ] ?? '';
		const others = ( control.getAttribute( 'aria-describedby' ) ?? '' ).split( ' ' ).filter( ( id ) => id && id !== place.id );
		place.textContent = sentence;
		place.hidden = ! sentence;
		control.setAttribute( 'aria-invalid', String( Boolean( sentence ) ) );
		control.setAttribute( 'aria-describedby', [ ...others, ...( sentence ? [ place.id ] : [] ) ].join( ' ' ) );
	}

	function line( control, sentence ) {
		const item = document.createElement( 'li' );
		const place = control ? item.appendChild( document.createElement( 'a' ) ) : item;
		if ( control ) {
			place.href = '#' + control.id;
		}
		place.textContent = sentence;
		return item;
	}

	function showStatus( form, sentence ) {
		form.querySelector( '.restart-status' ).textContent = sentence;
	}

	function toFormData( fields ) {
		const data = new FormData();
		Object.entries( fields ).forEach( ( [ name, value ] ) => data.set( name, value ) );
		return data;
	}

	return { fetchInTime, freshNonce, post, send, whileBusy, showErrors, showStatus, texts };
} )( window.therestart );
