<?php

declare( strict_types=1 );

use PHPUnit\Framework\TestCase;

final class LimitsTest extends TestCase {

	private Restart_Registry_Rate_Limit $limit;

	protected function setUp(): void {
		Fake_Wordpress::reset();
		$_SERVER['REMOTE_ADDR'] = '192.0.2.1';
		$this->limit            = new Restart_Registry_Rate_Limit( new Fake_Uses() );
	}

	protected function tearDown(): void {
		unset( $_SERVER['REMOTE_ADDR'] );
	}

	public function test_operations_shows_them_all(): void {
		$documented = array();
		$page       = (string) file_get_contents( dirname( __DIR__, 2 ) . '/docs/operations.md' );
		$section    = explode( "\n##", explode( "\n### Limits\n", $page )[1] )[0];
		preg_match_all( '/^\| `(\w+)` \| [^|]+ \| ([^|]+) \|$/m', $section, $rows, PREG_SET_ORDER );
		foreach ( $rows as list( , $action, $limits ) ) {
			$documented[ $action ] = trim( $limits );
		}
		self::assertSame(
			array_map( array( self::class, 'in_words' ), Restart_Registry_Rate_Limit::LIMITS ),
			$documented
		);
	}

	private static function in_words( array $limits ): string {
		$words = array();
		foreach ( $limits as $scope => list( $most, $seconds ) ) {
			$words[] = "$scope: $most in " . self::duration( $seconds );
		}
		return implode( '; ', $words );
	}

	private static function duration( int $seconds ): string {
		foreach ( array( 'd' => 86400, 'h' => 3600, 'min' => 60 ) as $unit => $length ) {
			if ( 0 === $seconds % $length ) {
				return $seconds / $length . " $unit";
			}
		}
		return "$seconds s";
	}

	private function uses_up( string $action, int $times ): void {
		for ( $time = 0; $time < $times; $time++ ) {
			self::assertNull( $this->limit->refusal( $action ) );
		}
	}

	public function test_members_have_one_too_whatever_their_address(): void {
		Fake_Wordpress::$current_user = 1;
		$this->uses_up( 'mark_purchased', 60 );
		$_SERVER['REMOTE_ADDR'] = '192.0.2.2';
		self::assertSame( 429, $this->limit->refusal( 'mark_purchased' )->get_error_data()['status'] );
		Fake_Wordpress::$current_user = 2;
		self::assertNull( $this->limit->refusal( 'mark_purchased' ) );
	}

	public function test_nobody_gets_more_by_a_second_account(): void {
		Fake_Wordpress::$current_user = 1;
		$this->uses_up( 'mark_purchased', 60 );
		Fake_Wordpress::$current_user = 2;
		self::assertNotNull( $this->limit->refusal( 'mark_purchased' ) );
	}

	public function test_a_socket_for_both_families_has_more_than_one_visitor(): void {
		$_SERVER['REMOTE_ADDR'] = '::ffff:192.0.2.1';
		$one                    = Restart_Registry_Rate_Limit::client();
		$_SERVER['REMOTE_ADDR'] = '::ffff:192.0.2.2';
		self::assertNotSame( $one, Restart_Registry_Rate_Limit::client() );
		$_SERVER['REMOTE_ADDR'] = '192.0.2.1';
		self::assertSame( $one, Restart_Registry_Rate_Limit::client() );
	}

	public function test_a_household_is_one_address(): void {
		$_SERVER['REMOTE_ADDR'] = '2001:db8:1:2::3';
		$this->uses_up( 'register', 20 );
		$_SERVER['REMOTE_ADDR'] = '2001:db8:1:2:4:5:6:7';
		self::assertNotNull( $this->limit->refusal( 'register' ) );
		$_SERVER['REMOTE_ADDR'] = '2001:db8:1:3::3';
		self::assertNull( $this->limit->refusal( 'register' ) );
	}

	public function test_what_one_scope_refuses_counts_in_none(): void {
		$this->uses_up( 'register', 20 );
		self::assertNotNull( $this->limit->refusal( 'register' ) );
		$this->limit->give_back( 'register' );
		self::assertNull( $this->limit->refusal( 'register' ) );
	}

	public function test_a_mailbox_is_one_however_it_is_written(): void {
		self::assertSame( 'bob@example.test', Restart_Registry_Rate_Limit::mailbox( ' Bob+gifts+2@Example.test' ) );
	}

	public function test_gmail_has_one_mailbox_for_all_dots_and_both_of_its_names(): void {
		foreach ( array( 'bob.kahn@gmail.com', 'B.o.b.Kahn+x.y@GoogleMail.com', 'bobkahn@gmail.com' ) as $email ) {
			self::assertSame( 'bobkahn@gmail.com', Restart_Registry_Rate_Limit::mailbox( $email ), $email );
		}
	}

	public function test_elsewhere_dots_tell_people_apart(): void {
		foreach ( array( 'b.k@example.test', 'b.k@gmail.com.example', 'b.k@mail.gmail.com', '"b.k"@xgmail.com' ) as $email ) {
			self::assertSame( $email, Restart_Registry_Rate_Limit::mailbox( $email ) );
		}
	}
}
