/**
 * Sends forms without leaving the page, and says what came of it. Without this script they post to the page.
 *
 * Other scripts hear of it by the events `restart:done` and `restart:failed` on the form; `detail` is the answer's data.
 * What they may call is in `window.restartRegistry`, at the end of this file.
 */
( () => {
	const settings = window.restartRegistry;
	if ( ! settings ) {
		return;
	}
	const TIMEOUT_MILLISECONDS = 40000; // The site waits 25 seconds for the API.
	const PREFIX = 'restart_registry_';

	// Answers null when nobody does, in time or at all. The end of an answer may be missing, too.
	const fetchInTime = async ( url, request ) => {
		const controller = new AbortController();
		const timer = setTimeout( () => controller.abort(), TIMEOUT_MILLISECONDS );
		try {
			const response = await fetch( url, { ...request, cache: 'no-store', signal: controller.signal } );
			const body = await response.json().catch( () => null );
			return controller.signal.aborted ? null : { ok: response.ok, status: response.status, body };
		} catch {
			return null;
		} finally {
			clearTimeout( timer );
		}
	};

	const failure = ( message, status = 0 ) => ( { ok: false, status, data: { message } } );

	// Sends to admin-ajax.php.
	const post = async ( action, fields ) => {
		fields.set( 'action', action );
		const answer = await fetchInTime( settings.url, { method: 'POST', body: fields, credentials: 'same-origin' } );
		if ( ! answer ) {
			return failure( settings.texts.unreachable );
		}
		const { success, data } = answer.body ?? {};
		return data ? { ok: answer.ok && true === success, status: answer.status, data } : failure( settings.texts.failed );
	};

	// The nonce is fetched at the moment of sending: the page may come from a cache, and logging in changes it.
	const sendAs = async ( action, fields ) => {
		const fresh = await post( `${ PREFIX }nonce`, new FormData() );
		if ( ! fresh.ok ) {
			return fresh;
		}
		fields.set( 'nonce', fresh.data.nonce );
		return post( action, fields );
	};

	const send = ( action, fields ) => sendAs( PREFIX + action, fields );

	const say = ( status, text, isWrong = false ) => {
		if ( status ) {
			status.textContent = text;
			status.classList.toggle( 'restart-status--wrong', isWrong );
		}
	};

	const controlOf = ( form, name ) =>
		[ ...form.elements ].find( ( one ) => one.name === name && one.type !== 'hidden' );

	const mark = ( form, errors ) => {
		form.querySelectorAll( '[aria-invalid]' ).forEach( ( one ) => one.removeAttribute( 'aria-invalid' ) );
		form.querySelectorAll( '.restart-error' ).forEach( ( one ) => {
			one.hidden = true;
			one.textContent = '';
		} );
		const wrong = Object.entries( errors ?? {} ).filter( ( [ name ] ) => controlOf( form, name ) );
		wrong.forEach( ( [ name, text ] ) => {
			const control = controlOf( form, name );
			const place = document.getElementById( `${ control.id }-error` );
			control.setAttribute( 'aria-invalid', 'true' );
			control.closest( 'details' )?.setAttribute( 'open', '' );
			if ( place ) {
				place.textContent = text;
				place.hidden = false;
			}
		} );
		return wrong.length ? controlOf( form, wrong[ 0 ][ 0 ] ) : null;
	};

	const statusOf = ( form ) => [ ...form.querySelectorAll( ':scope > .restart-status' ) ].pop();

	// What a button says. The name of the gift that follows it, for screen readers, stays.
	const labelOf = ( button ) =>
		[ ...button.childNodes ].find( ( one ) => one.nodeType === Node.TEXT_NODE && one.data.trim() );

	const failed = ( form, button, answer ) => {
		const first = mark( form, answer.data.errors );
		say( statusOf( form ), first ? settings.texts.mistakes : answer.data.message ?? settings.texts.failed, true );
		first?.focus();
		if ( button && ( 0 === answer.status || answer.status >= 500 ) ) {
			button.dataset.restartLabel ??= labelOf( button ).data;
			labelOf( button ).data = settings.texts.tryAgain;
		}
		form.dispatchEvent( new CustomEvent( 'restart:failed', { bubbles: true, detail: answer.data } ) );
	};

	const done = ( form, answer ) => {
		mark( form, {} );
		if ( answer.data.redirect ) {
			leave( answer.data.redirect );
			return;
		}
		say( statusOf( form ), answer.data.message ?? '' );
		form.dispatchEvent( new CustomEvent( 'restart:done', { bubbles: true, detail: answer.data } ) );
	};

	// An answer never leads to another site.
	const leave = ( url ) => {
		const next = new URL( url, location.href );
		if ( next.origin === location.origin ) {
			location.assign( next );
		} else {
			location.reload();
		}
	};

	const sendForm = ( form, button ) => {
		const fields = new FormData( form );
		if ( button?.name ) {
			fields.set( button.name, button.value );
		}
		return sendAs( form.dataset.restartAjax, fields );
	};

	// While a form is under way it can't be sent a second time. Whatever happens, it can afterwards.
	const submit = async ( form, button, work ) => {
		if ( form.hasAttribute( 'aria-busy' ) ) {
			return;
		}
		form.setAttribute( 'aria-busy', 'true' );
		say( statusOf( form ), settings.texts.sending );
		const answer = await work().catch( ( error ) => {
			console.error( error );
			return failure( settings.texts.failed );
		} );
		form.removeAttribute( 'aria-busy' );
		if ( button?.dataset.restartLabel ) {
			labelOf( button ).data = button.dataset.restartLabel;
			delete button.dataset.restartLabel;
		}
		if ( answer.ok ) {
			done( form, answer );
		} else {
			failed( form, button, answer );
		}
	};

	document.addEventListener( 'submit', ( event ) => {
		const form = event.target.closest( 'form[data-restart-action]' );
		if ( form ) {
			event.preventDefault();
			submit( form, event.submitter, () => sendForm( form, event.submitter ) );
		}
	} );

	// A picture that can't be loaded leaves its place empty, also when it failed before this script ran.
	document.querySelectorAll( '.restart-picture img' ).forEach( ( one ) => {
		if ( one.complete && one.currentSrc && ! one.naturalWidth ) {
			one.remove();
		}
	} );
	document.addEventListener( 'error', ( event ) => {
		if ( event.target.matches?.( '.restart-picture img' ) ) {
			event.target.remove();
		}
	}, true );

	// The server made this markup, and escaped what people wrote.
	const element = ( html ) => {
		const template = document.createElement( 'template' );
		template.innerHTML = html;
		return template.content.firstElementChild;
	};

	// A form that is sent again with the same key counts once. Not randomUUID(): that needs https.
	const key = () => {
		const bytes = [ ...crypto.getRandomValues( new Uint8Array( 16 ) ) ];
		return bytes.map( ( byte ) => byte.toString( 16 ).padStart( 2, '0' ) ).join( '' );
	};

	settings.fetchInTime = fetchInTime;
	settings.key = key;
	settings.send = send;
	settings.submit = submit;
	settings.say = say;
	settings.mark = mark;
	settings.element = element;
} )();
