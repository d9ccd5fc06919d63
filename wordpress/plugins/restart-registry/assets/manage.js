/**
 * The owner's page: adds, removes, changes and moves gifts, and invites people, without loading the page again.
 */
( () => {
	const settings = window.restartRegistry;
	const page = document.querySelector( '.restart-manage' );
	if ( ! settings?.send || ! page ) {
		return;
	}
	const list = page.querySelector( '[data-restart-items]' );
	const empty = page.querySelector( '[data-restart-empty]' );
	const said = page.querySelector( '[data-restart-said]' );

	const rows = () => [ ...( list?.children ?? [] ) ];
	const rowOf = ( element ) => element.closest( '[data-restart-item]' );

	// The first gift can't go up, and the last can't go down. Not `disabled`: that would lose the focus.
	const refresh = () => {
		rows().forEach( ( row, index, all ) => {
			row.querySelector( '[value="up"]' )?.setAttribute( 'aria-disabled', String( 0 === index ) );
			row.querySelector( '[value="down"]' )?.setAttribute( 'aria-disabled', String( all.length - 1 === index ) );
		} );
		if ( list && empty ) {
			empty.hidden = rows().length > 0;
		}
	};

	const done = {
		add_item: ( form, data ) => {
			list.append( settings.element( data.html ) );
			form.reset();
			form.elements.form_key.value = settings.key(); // The next one is another gift.
			settings.say( form.querySelector( '[data-restart-fetched]' ), '' );
			form.querySelector( '[name="url"]' ).focus();
		},
		update_item: ( form, data ) => {
			const row = settings.element( data.html );
			rowOf( form ).replaceWith( row );
			settings.say( said, data.message );
			row.querySelector( 'summary' ).focus();
		},
		delete_item: ( form, data ) => {
			const row = rowOf( form );
			const next = row.nextElementSibling ?? row.previousElementSibling;
			row.remove();
			settings.say( said, next ? data.message : `${ data.message } ${ settings.texts.empty }` );
			( next ?? page.querySelector( '.restart-add > summary' ) ).focus();
		},
		list_purchases: ( form, data ) => {
			const row = swap( rowOf( form ), data );
			( row.querySelector( '[data-restart-purchases] > summary' ) ?? row ).focus();
		},
		undo_purchased: ( form, data ) => {
			swap( rowOf( form ), data ).focus();
		},
		send_invite: ( form, data ) => {
			form.reset();
			people( data.html );
		},
		remove_invitee: ( form, data ) => {
			people( data.html ).focus();
		},
	};

	// Shows the gift as it is now, and keeps what is being typed about it.
	const swap = ( row, data ) => {
		settings.say( said, data.message );
		if ( ! data.html ) {
			return row;
		}
		const fresh = settings.element( data.html );
		fresh.querySelector( '[data-restart-edit]' )?.replaceWith( row.querySelector( '[data-restart-edit]' ) );
		row.replaceWith( fresh );
		return fresh;
	};

	const people = ( html ) => {
		const fresh = settings.element( html );
		page.querySelector( '[data-restart-invitees]' ).replaceWith( fresh );
		return fresh;
	};

	page.addEventListener( 'restart:done', ( event ) => {
		done[ event.target.dataset.restartAction ]?.( event.target, event.detail );
		refresh();
	} );

	page.addEventListener( 'restart:failed', ( event ) => {
		if ( 'send_invite' === event.target.dataset.restartAction && event.detail.html ) {
			people( event.detail.html );
		}
		if ( 'restart_added_before' === event.detail.code ) {
			event.target.elements.form_key.value = settings.key();
		}
		if ( 'undo_purchased' === event.target.dataset.restartAction && event.detail.html ) {
			swap( rowOf( event.target ), event.detail ).focus();
			refresh();
		}
	} );

	// Moves the gift at once, and puts it back if the server says no.
	const move = async ( form, button ) => {
		const row = rowOf( form );
		const other = 'up' === button.value ? row.previousElementSibling : row.nextElementSibling;
		if ( ! other || list.hasAttribute( 'aria-busy' ) ) {
			return;
		}
		const before = rows();
		'up' === button.value ? other.before( row ) : other.after( row );
		refresh();
		button.focus();
		list.setAttribute( 'aria-busy', 'true' );
		const fields = new FormData();
		fields.set( 'registry_id', page.dataset.restartRegistry );
		rows().forEach( ( one ) => fields.append( 'item_ids[]', one.dataset.restartItem ) );
		const answer = await settings.send( 'reorder_items', fields );
		list.removeAttribute( 'aria-busy' );
		if ( ! answer.ok ) {
			list.append( ...before.filter( ( one ) => one.isConnected ) ); // Some may be removed meanwhile.
			refresh();
			button.focus();
		}
		const place = settings.texts.moved
			.replace( '%2$d', rows().indexOf( row ) + 1 )
			.replace( '%3$d', rows().length )
			.replace( '%1$s', () => row.dataset.restartName ); // Last, and as it is: a name may hold `$&` or `%2$d`.
		settings.say( said, answer.ok ? place : answer.data.message ?? settings.texts.failed, ! answer.ok );
	};

	page.addEventListener( 'submit', ( event ) => {
		if ( event.target.matches( '.restart-move' ) ) {
			event.preventDefault();
			event.stopPropagation();
			move( event.target, event.submitter );
		}
	} );

	// Puts what the shop says into the fields that are still empty.
	const fill = async ( form, button ) => {
		const status = form.querySelector( '[data-restart-fetched]' );
		const fields = new FormData();
		fields.set( 'url', form.elements.url.value );
		settings.mark( form, {} );
		settings.say( status, settings.texts.sending );
		button.setAttribute( 'aria-busy', 'true' );
		const answer = await settings.send( 'fetch_url', fields );
		button.removeAttribute( 'aria-busy' );
		const wrong = answer.ok ? null : settings.mark( form, answer.data.errors );
		settings.say( status, wrong ? '' : answer.data.message ?? settings.texts.failed, ! answer.ok );
		wrong?.focus();
		[ 'name', 'price', 'description', 'image_url' ].forEach( ( name ) => {
			if ( answer.ok && answer.data[ name ] && ! form.elements[ name ].value.trim() ) {
				form.elements[ name ].value = answer.data[ name ];
			}
		} );
	};

	const fetcher = page.querySelector( '[data-restart-fetch]' );
	if ( fetcher ) {
		fetcher.type = 'button'; // Else Enter in any field would mean this one.
		fetcher.addEventListener( 'click', () => fill( fetcher.form, fetcher ) );
	}

	page.querySelectorAll( '[data-restart-copy]' ).forEach( ( button ) => {
		const field = document.getElementById( button.dataset.restartCopy );
		button.hidden = false;
		button.addEventListener( 'click', async () => {
			field.select();
			const copied = await navigator.clipboard?.writeText( field.value ).then( () => true, () => false );
			const status = button.closest( '.restart-field' ).querySelector( '.restart-status' );
			settings.say( status, copied ? settings.texts.copied : settings.texts.copyThis );
		} );
	} );

	refresh();
} )();
