<?php
/**
 * The parts of the plugin and what each of them needs.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

require_once __DIR__ . '/autoload.php';
require_once __DIR__ . '/account/set-password.php';

/**
 * Makes the parts and gives each of them the others that it needs.
 */
final class Restart_Registry_Plugin {

	private static ?Restart_Registry_Controller $controller = null;

	/**
	 * Gives the theme the parts of the plugin. They are made when they are first wanted, on `init` or later, so that a
	 * theme can filter the shops.
	 */
	public static function controller(): Restart_Registry_Controller {
		self::$controller ??= new Restart_Registry_Controller(
			Restart_Registry_Lambda_Client::from_options(),
			self::converter(),
			self::mailer()
		);
		return self::$controller;
	}

	/**
	 * For the theme, whose mails come from the same sender.
	 */
	public static function mailer(): Restart_Registry_Mailer {
		$proof = new Restart_Registry_Email_Proof();
		return new Restart_Registry_Mailer( $proof, new Restart_Registry_Email_Proof_Link( $proof ) );
	}

	/**
	 * Makes the parts and lets each of them hook itself in.
	 */
	public function add_hooks(): void {
		$post_type = new Restart_Registry_Post_Type();
		$proof     = new Restart_Registry_Email_Proof();

		register_activation_hook(
			RESTART_REGISTRY_FILE,
			array( new Restart_Registry_Activator( $post_type, new Restart_Registry_Pages() ), 'activate' )
		);
		register_deactivation_hook( RESTART_REGISTRY_FILE, array( new Restart_Registry_Deactivator(), 'deactivate' ) );

		foreach ( $this->parts( $post_type, $proof ) as $part ) {
			$part->add_hooks();
		}
		add_action( 'init', array( $this, 'add_page_hooks' ), 1 );
	}

	/**
	 * Hooks in the parts that need the controller.
	 */
	public function add_page_hooks(): void {
		add_action( Restart_Registry_Owner_News::DIGEST, array( self::controller(), 'send_digest' ) );
		add_action( Restart_Registry_Invitations::JOB, array( self::controller(), 'mail_invitation' ), 10, 2 );
		add_action( Restart_Registry_Hourly::EVENT, array( Restart_Registry_Owner_News::class, 'schedule_lost' ) );
		foreach ( $this->page_parts( self::controller() ) as $part ) {
			$part->add_hooks();
		}
	}

	/**
	 * @return object[] Everything that has hooks.
	 */
	private function parts( Restart_Registry_Post_Type $post_type, Restart_Registry_Email_Proof $proof ): array {
		$limit      = new Restart_Registry_Rate_Limit();
		$access     = new Restart_Registry_Access( $proof );
		$connection = new Restart_Registry_Connection_Test( Restart_Registry_Lambda_Client::from_options() );
		return array(
			$post_type,
			$proof,
			new Restart_Registry_Email_Proof_Link( $proof ),
			new Restart_Registry_Email_Change(),
			new Restart_Registry_Uses(),
			new Restart_Registry_Hourly(),
			new Restart_Registry_Jobs(),
			new Restart_Registry_Login_Limit( $limit ),
			new Restart_Registry_Password_Mail( $limit ),
			new Restart_Registry_Registration_Limit( $limit ),
			new Restart_Registry_Xml_Rpc(),
			new Restart_Registry_Quiet_Login( $proof, $limit ),
			new Restart_Registry_Browser_Key(),
			new Restart_Registry_Own_Account(),
			new Restart_Registry_Sign_Out(),
			new Restart_Registry_Editor_Routes(),
			$access,
			new Restart_Registry_Addresses(),
			new Restart_Registry_Former_Addresses(),
			new Restart_Registry_Meta( $access ),
			new Restart_Registry_User_Names(),
			new Restart_Registry_Text(),
			new Restart_Registry_Lengths(),
			new Restart_Registry_Unseen_By_Guests(),
			new Restart_Registry_No_Comments(),
			new Restart_Registry_Rest_Fields(),
			new Restart_Registry_Meta_Route(),
			new Restart_Registry_Staff_Route(),
			new Restart_Registry_Creation_Key(),
			new Restart_Registry_Creations_Route(),
			new Restart_Registry_Write_Lock(),
			new Restart_Registry_People(),
			new Restart_Registry_Readable_Lists(),
			new Restart_Registry_Kept_Nowhere(),
			new Restart_Registry_Other_Sites(),
			new Restart_Registry_Sender(),
			new Restart_Registry_Same_Origin(),
			new Restart_Registry_Settings(),
			new Restart_Registry_Admin( $connection ),
			new Restart_Registry_Registries_Table(),
			new Restart_Registry_Site_Health( $connection ),
		);
	}

	/**
	 * What people see and send. The forms know what was typed when one of them came back.
	 *
	 * @return object[]
	 */
	private function page_parts( Restart_Registry_Controller $controller ): array {
		$forms   = new Restart_Registry_Forms();
		$gate    = new Restart_Registry_Gate( $controller );
		$limit   = new Restart_Registry_Rate_Limit();
		$assets  = new Restart_Registry_Assets();
		$ledger  = new Restart_Registry_Ledger_Actions( $controller, $gate, $forms );
		$actions = new Restart_Registry_Actions(
			array(
				new Restart_Registry_Registry_Actions( $controller, $gate ),
				new Restart_Registry_Item_Actions(
					$controller,
					$gate,
					new Restart_Registry_Page_Fetcher(),
					$limit,
					$forms
				),
				new Restart_Registry_Invitee_Actions( $controller, $gate, $forms ),
				new Restart_Registry_Purchase_Actions( $controller, $gate, $limit, $forms, $ledger ),
				$ledger,
			)
		);
		return array(
			$assets,
			new Restart_Registry_Ajax( $actions ),
			new Restart_Registry_Posted_Forms( $actions, $forms ),
			new Restart_Registry_Public( $controller, $forms, $assets ),
		);
	}

	private static function converter(): Restart_Registry_Affiliate_Converter {
		/**
		 * Filters the shops that are known by their hosts, and what is done to links that lead there.
		 *
		 * @param array<string, array<string, mixed>> $configs As in Restart_Registry_Affiliate_Converter::CONFIGS.
		 */
		$configs = (array) apply_filters(
			'restart_registry_affiliate_configs',
			Restart_Registry_Affiliate_Converter::CONFIGS
		);
		return new Restart_Registry_Affiliate_Converter( Restart_Registry_Options::affiliate_ids(), $configs );
	}
}
