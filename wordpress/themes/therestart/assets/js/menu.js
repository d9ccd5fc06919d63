/**
 * The menu on a phone opens and closes without scripts. This script also closes it on Escape, on a tap beside it, and
 * when the focus leaves it, so that it hides nothing.
 */
( () => {
	'use strict';

	const menu = document.querySelector( '.phone-menu' );
	if ( ! menu ) {
		return;
	}

	const close = () => {
		menu.open = false;
	};

	menu.addEventListener( 'keydown', ( event ) => {
		if ( 'Escape' === event.key && menu.open ) {
			close();
			menu.querySelector( 'summary' ).focus();
		}
	} );

	menu.addEventListener( 'focusout', ( event ) => {
		if ( event.relatedTarget && ! menu.contains( event.relatedTarget ) ) {
			close();
		}
	} );

	document.addEventListener( 'click', ( event ) => {
		if ( ! menu.contains( event.target ) ) {
			close();
		}
	} );
} )();
