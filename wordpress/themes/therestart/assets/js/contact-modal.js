/**
 * Any link to #contact opens the contact form as a dialog; its form is sent in place.
 */
( function ( forms ) {
	'use strict';

	const dialog = document.getElementById( 'contact' );
	const form = dialog?.querySelector( 'form[data-restart-ajax]' );
	if ( ! form ) {
		return;
	}

	function open() {
		if ( ! dialog.open ) {
			dialog.showModal(); // Keeps the focus inside, closes on Escape, gives the focus back.
		}
	}

	async function submit() {
		const answer = await forms.send( form, 'restart_contact_submit' );
		if ( answer.ok ) {
			form.reset();
			forms.showStatus( form, answer.data.message );
		} else {
			forms.showErrors( form, answer.data.errors ?? {}, answer.data.message );
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

	form.addEventListener( 'submit', ( event ) => {
		event.preventDefault();
		forms.whileBusy( form, submit );
	} );

	if ( '#contact' === window.location.hash ) {
		open();
	}
} )( window.therestartForms );
