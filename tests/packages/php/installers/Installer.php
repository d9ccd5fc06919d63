<?php
/**
 * Where a package of WordPress lies: wp-content/plugins/SLUG, wp-content/themes/SLUG.
 */

declare( strict_types=1 );

namespace Restart\Tests\Installers;

use Composer\Installer\LibraryInstaller;
use Composer\Package\PackageInterface;

final class Installer extends LibraryInstaller {

	private const FOLDERS = array(
		'wordpress-plugin' => 'wp-content/plugins',
		'wordpress-theme'  => 'wp-content/themes',
	);

	public function supports( string $package_type ): bool {
		return isset( self::FOLDERS[ $package_type ] );
	}

	public function getInstallPath( PackageInterface $package ): string {
		return self::FOLDERS[ $package->getType() ] . '/' . basename( $package->getPrettyName() );
	}
}
