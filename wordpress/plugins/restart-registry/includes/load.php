<?php
/**
 * Loads the classes of the plugin.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

require_once __DIR__ . '/class-restart-registry-access.php';
require_once __DIR__ . '/class-restart-registry-actions.php';
require_once __DIR__ . '/class-restart-registry-activator.php';
require_once __DIR__ . '/class-restart-registry-addresses.php';
require_once __DIR__ . '/class-restart-registry-admin.php';
require_once __DIR__ . '/class-restart-registry-affiliate-converter.php';
require_once __DIR__ . '/class-restart-registry-ajax.php';
require_once __DIR__ . '/class-restart-registry-answers.php';
require_once __DIR__ . '/class-restart-registry-assets.php';
require_once __DIR__ . '/class-restart-registry-bot-page.php';
require_once __DIR__ . '/class-restart-registry-browser-key.php';
require_once __DIR__ . '/class-restart-registry-capabilities.php';
require_once __DIR__ . '/class-restart-registry-connection-test.php';
require_once __DIR__ . '/class-restart-registry-connection-words.php';
require_once __DIR__ . '/class-restart-registry-controller.php';
require_once __DIR__ . '/class-restart-registry-deactivator.php';
require_once __DIR__ . '/class-restart-registry-editor-routes.php';
require_once __DIR__ . '/class-restart-registry-email-change.php';
require_once __DIR__ . '/class-restart-registry-email-proof.php';
require_once __DIR__ . '/class-restart-registry-email-proof-link.php';
require_once __DIR__ . '/class-restart-registry-form.php';
require_once __DIR__ . '/class-restart-registry-former-addresses.php';
require_once __DIR__ . '/class-restart-registry-forms.php';
require_once __DIR__ . '/class-restart-registry-framing.php';
require_once __DIR__ . '/class-restart-registry-gate.php';
require_once __DIR__ . '/class-restart-registry-indexing.php';
require_once __DIR__ . '/class-restart-registry-invitations.php';
require_once __DIR__ . '/class-restart-registry-invitee-actions.php';
require_once __DIR__ . '/class-restart-registry-ip-address.php';
require_once __DIR__ . '/class-restart-registry-item-actions.php';
require_once __DIR__ . '/class-restart-registry-item-input.php';
require_once __DIR__ . '/class-restart-registry-item-name.php';
require_once __DIR__ . '/class-restart-registry-items.php';
require_once __DIR__ . '/class-restart-registry-json-list.php';
require_once __DIR__ . '/class-restart-registry-lambda-client.php';
require_once __DIR__ . '/class-restart-registry-ledger-actions.php';
require_once __DIR__ . '/class-restart-registry-lengths.php';
require_once __DIR__ . '/class-restart-registry-linked-data.php';
require_once __DIR__ . '/class-restart-registry-lock.php';
require_once __DIR__ . '/class-restart-registry-mailer.php';
require_once __DIR__ . '/class-restart-registry-meta.php';
require_once __DIR__ . '/class-restart-registry-meta-route.php';
require_once __DIR__ . '/class-restart-registry-meta-values.php';
require_once __DIR__ . '/class-restart-registry-no-comments.php';
require_once __DIR__ . '/class-restart-registry-options.php';
require_once __DIR__ . '/class-restart-registry-own-account.php';
require_once __DIR__ . '/class-restart-registry-owner-name.php';
require_once __DIR__ . '/class-restart-registry-page-fetcher.php';
require_once __DIR__ . '/class-restart-registry-pages.php';
require_once __DIR__ . '/class-restart-registry-people.php';
require_once __DIR__ . '/class-restart-registry-post-fields.php';
require_once __DIR__ . '/class-restart-registry-post-type.php';
require_once __DIR__ . '/class-restart-registry-posted-forms.php';
require_once __DIR__ . '/class-restart-registry-posts.php';
require_once __DIR__ . '/class-restart-registry-price.php';
require_once __DIR__ . '/class-restart-registry-product-page.php';
require_once __DIR__ . '/class-restart-registry-public.php';
require_once __DIR__ . '/class-restart-registry-purchase-actions.php';
require_once __DIR__ . '/class-restart-registry-purchase-input.php';
require_once __DIR__ . '/class-restart-registry-purchases.php';
require_once __DIR__ . '/class-restart-registry-quiet-login.php';
require_once __DIR__ . '/class-restart-registry-rate-limit.php';
require_once __DIR__ . '/class-restart-registry-readable-lists.php';
require_once __DIR__ . '/class-restart-registry-refusals.php';
require_once __DIR__ . '/class-restart-registry-registries-table.php';
require_once __DIR__ . '/class-restart-registry-registry-actions.php';
require_once __DIR__ . '/class-restart-registry-registry-input.php';
require_once __DIR__ . '/class-restart-registry-request.php';
require_once __DIR__ . '/class-restart-registry-rest-fields.php';
require_once __DIR__ . '/class-restart-registry-same-origin.php';
require_once __DIR__ . '/class-restart-registry-setting.php';
require_once __DIR__ . '/class-restart-registry-setting-field.php';
require_once __DIR__ . '/class-restart-registry-settings.php';
require_once __DIR__ . '/class-restart-registry-shop-address.php';
require_once __DIR__ . '/class-restart-registry-sign-out.php';
require_once __DIR__ . '/class-restart-registry-site-health.php';
require_once __DIR__ . '/class-restart-registry-situations.php';
require_once __DIR__ . '/class-restart-registry-staff-route.php';
require_once __DIR__ . '/class-restart-registry-text.php';
require_once __DIR__ . '/class-restart-registry-unseen-by-guests.php';
require_once __DIR__ . '/class-restart-registry-user-names.php';
require_once __DIR__ . '/class-restart-registry-view.php';
require_once __DIR__ . '/class-restart-registry-write-lock.php';
require_once __DIR__ . '/set-password.php';
