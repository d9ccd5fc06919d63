/**
 * Registering and the account: without a script these forms post to their page.
 */
( function ( forms ) {
	'use strict';

	const ACTIONS = [ 'restart_register', 'restart_update_profile' ];

	/** Once registered there is nothing left to type: the answer takes the place of the form. */
	function replaceByThanks( form, message ) {
		const thanks = document.createElement( 'p' );
		thanks.className = 'restart-thanks';
		thanks.setAttribute( 'role', 'status' );
		thanks.tabIndex = -1;
		thanks.textContent = message;
		form.replaceWith( thanks );
		thanks.focus();
	}

	async function submit( form, action ) {
		const answer = await forms.send( form, action );
		if ( ! answer.ok ) {
			forms.showErrors( form, answer.data.errors ?? {}, answer.data.message );
		} else if ( 'restart_register' === action ) {
			replaceByThanks( form, answer.data.message );
		} else {
			form.querySelectorAll( '[type="password"]' ).forEach( ( field ) => {
				field.value = '';
			} );
			forms.showStatus( form, answer.data.message );
		}
	}

	document.querySelectorAll( 'form[data-restart-ajax]' ).forEach( ( form ) => {
		const action = form.dataset.restartAjax;
		if ( ! ACTIONS.includes( action ) ) {
			return;
		}
		form.addEventListener( 'submit', ( event ) => {
			event.preventDefault();
			forms.whileBusy( form, () => submit( form, action ) );
		} );
	} );
} )( window.therestartForms );
