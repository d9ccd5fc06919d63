// Sync Now without leaving the page: post again, and show each answer, until the job is done.
( () => {
	const PARTS = [ 'sync-state', 'sync-progress', 'sync-types' ]; // They stay, so that screen readers tell what changes.
	const PAUSE = 1000; // Milliseconds: while somebody else follows the site, each answer comes at once.
	const part = ( id ) => document.getElementById( id );
	const show = ( page ) => {
		const said = page.querySelector( '.messagelist' );
		PARTS.forEach( ( id ) => part( id ).replaceChildren( ...page.getElementById( id ).childNodes ) );
		part( 'sync-progress' ).prepend( said || '' );
	};
	const post = async ( form ) => {
		const answer = await fetch( form.action, { method: 'POST', body: new FormData( form ) } );
		const page = new DOMParser().parseFromString( await answer.text(), 'text/html' );
		if ( ! answer.ok || ! page.getElementById( 'sync-now' ) ) {
			throw new Error( 'The answer is another page.' );
		}
		show( page );
		return part( 'sync-progress' ).querySelector( 'progress' ) && ! part( 'sync-progress' ).querySelector( '.error' );
	};
	const sync = async () => {
		const bar = document.createElement( 'progress' );
		bar.setAttribute( 'aria-label', 'Syncing' );
		part( 'sync-progress' ).replaceChildren( bar );
		do {
			part( 'sync-now' ).querySelector( 'button' ).disabled = true;
		} while ( await post( part( 'sync-now' ) ) && await new Promise( ( go ) => setTimeout( go, PAUSE, true ) ) );
		part( 'sync-now' ).querySelector( 'button' ).focus();
	};
	document.addEventListener( 'submit', ( event ) => {
		if ( event.target.id === 'sync-now' ) {
			event.preventDefault();
			sync().catch( () => part( 'sync-now' ).submit() ); // As without scripts: the browser shows what is wrong.
		}
	} );
} )();
