/**
 * What is left to do on the pages "Register" and "My account" when their forms were sent without leaving the page.
 */
( () => {
	'use strict';

	/** Once registered, there is nothing left to type: the answer takes the place of the form. */
	function replaceByThanks( form, message ) {
		const thanks = document.createElement( 'p' );
		thanks.className = 'restart-thanks';
		thanks.setAttribute( 'role', 'status' );
		thanks.tabIndex = -1;
		thanks.textContent = message;
		form.replaceWith( thanks );
		thanks.focus();
	}

	function forgetPasswords( form ) {
		form.querySelectorAll( '[type="password"]' ).forEach( ( field ) => {
			field.value = '';
		} );
	}

	document.addEventListener( 'restart:done', ( { target, detail } ) => {
		if ( 'register' === target.dataset.restartAction ) {
			replaceByThanks( target, detail.message );
		} else if ( 'update_profile' === target.dataset.restartAction ) {
			forgetPasswords( target );
		}
	} );
} )();
