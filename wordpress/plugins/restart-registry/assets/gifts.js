/**
 * The friends' page: "I bought this", and "Undo" for the friend who did.
 *
 * Only this tab keeps the undo token.
 */
( () => {
	const settings = window.restartRegistry;
	const page = document.querySelector( '.restart-read' );
	if ( ! settings?.send || ! page ) {
		return;
	}
	const STORED = 'restart-registry-bought';
	const template = page.querySelector( '[data-restart-undo]' );

	const bought = () => {
		try {
			return JSON.parse( sessionStorage.getItem( STORED ) ) ?? [];
		} catch {
			return [];
		}
	};
	const keep = ( purchases ) => {
		try {
			sessionStorage.setItem( STORED, JSON.stringify( purchases ) );
		} catch {} // Without storage "Undo" ends with the page.
	};

	const boughtBut = ( id ) => bought().filter( ( one ) => String( one.purchase_id ) !== String( id ) );

	// One key for each form, so that a form which is sent twice counts once.
	const keyed = ( form ) => {
		let field = form.querySelector( '[name="idempotency_key"]' );
		if ( ! field ) {
			field = document.createElement( 'input' );
			field.type = 'hidden';
			field.name = 'idempotency_key';
			form.append( field );
		}
		field.value = settings.key();
	};

	const rowOf = ( itemId ) => document.getElementById( `restart-item-${ itemId }` );

	const offerUndo = ( purchase ) => {
		const row = rowOf( purchase.item_id );
		if ( ! row || String( purchase.registry_id ) !== page.dataset.restartRegistry ) {
			return null;
		}
		const undo = template.content.cloneNode( true );
		const form = undo.querySelector( 'form' );
		[ 'item_id', 'purchase_id', 'undo_token' ].forEach( ( name ) => {
			form.elements[ name ].value = purchase[ name ];
		} );
		const text = undo.querySelector( '[data-restart-undo-text]' );
		row.querySelector( '[data-restart-tools]' ).append( undo );
		row.querySelector( '.restart-done' )?.remove();
		return text;
	};

	const show = ( itemId, html ) => {
		const row = settings.element( html );
		rowOf( itemId ).replaceWith( row );
		row.querySelectorAll( '[data-restart-action="mark_purchased"]' ).forEach( keyed );
		const offers = bought().filter( ( one ) => String( one.item_id ) === String( itemId ) ).map( offerUndo );
		return { row, offer: offers.pop() };
	};

	page.addEventListener( 'restart:done', ( event ) => {
		const { detail } = event;
		if ( 'mark_purchased' === event.target.dataset.restartAction ) {
			const { registry_id, item_id, purchase_id, undo_token } = detail;
			keep( [ ...boughtBut( purchase_id ), { registry_id, item_id, purchase_id, undo_token } ] );
			show( item_id, detail.html ).offer?.focus();
		}
		if ( 'undo_purchased' === event.target.dataset.restartAction ) {
			keep( boughtBut( event.target.elements.purchase_id.value ) );
			finish( detail.html ? show( detail.item_id, detail.html ).row : rowOf( detail.item_id ), detail.message );
		}
	} );

	// Says it in the new card: the form's own status is gone with the old one.
	const finish = ( row, message ) => {
		const status = document.createElement( 'p' );
		status.className = 'restart-status';
		status.setAttribute( 'role', 'status' );
		row.querySelector( '[data-restart-tools]' ).prepend( status );
		settings.say( status, message );
		row.focus();
	};

	// When somebody else was faster, the card is shown as it is now, with the kind words.
	page.addEventListener( 'restart:failed', ( event ) => {
		if ( 'restart_not_undone' === event.detail.code ) { // The owner did it already: don't offer it once more.
			keep( boughtBut( event.target.elements.purchase_id.value ) );
		}
		const itemId = event.target.elements.item_id?.value;
		if ( event.detail.html && itemId ) {
			const { row } = show( itemId, event.detail.html );
			row.querySelector( '.restart-done' )?.remove(); // The kind words say as much.
			finish( row, event.detail.message );
		}
	} );

	page.querySelectorAll( '[data-restart-action="mark_purchased"]' ).forEach( keyed );
	bought().forEach( offerUndo );
} )();
