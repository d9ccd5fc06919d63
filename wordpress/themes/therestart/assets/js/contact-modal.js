/**
 * Opens the contact form as a dialog when somebody follows a link to #contact.
 */
( () => {
	'use strict';

	const dialog = document.getElementById( 'contact' );
	if ( ! dialog ) {
		return;
	}

	function open() {
		if ( ! dialog.open ) {
			dialog.showModal(); // Keeps the focus inside, closes on Escape, gives the focus back.
		}
	}

	document.addEventListener( 'click', ( event ) => {
		if ( event.target.closest( 'a[href$="#contact"]' ) ) {
			event.preventDefault();
			open();
		}
	} );

	dialog.addEventListener( 'click', ( event ) => {
		if ( event.target === dialog ) { // The backdrop: the content covers all of the box.
			dialog.close();
		}
	} );

	dialog.addEventListener( 'restart:done', ( event ) => event.target.reset() );

	if ( '#contact' === window.location.hash ) {
		open();
	}
} )();
