// Sync Now without leaving the page: post again, and show each answer, until the job is done.
( () => {
	const post = async ( form ) => {
		const answer = await fetch( form.action, { method: 'POST', body: new FormData( form ), credentials: 'same-origin' } );
		const page = new DOMParser().parseFromString( await answer.text(), 'text/html' );
		const fresh = page.getElementById( 'content-types' );
		if ( ! answer.ok || ! fresh ) {
			throw new Error( 'no table' );
		}
		document.getElementById( 'content-types' ).replaceWith( fresh );
		const said = page.querySelector( '.messagelist' );
		if ( said ) {
			document.getElementById( 'sync-progress' ).prepend( said );
		}
		return page.querySelector( '.messagelist .error' ) ? null : page.querySelector( '[data-unfinished]' );
	};
	document.addEventListener( 'submit', async ( event ) => {
		if ( event.target.id !== 'sync-now' ) {
			return;
		}
		event.preventDefault();
		try {
			do {
				document.getElementById( 'content-types' ).setAttribute( 'aria-busy', 'true' );
				document.querySelector( '#sync-now button' ).disabled = true;
			} while ( await post( document.getElementById( 'sync-now' ) ) );
			document.querySelector( '#sync-now button' ).focus();
		} catch ( error ) {
			event.target.submit();
		}
	} );
} )();
