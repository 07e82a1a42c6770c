package org.plumbline.headless;

import org.osgi.framework.FrameworkUtil;

import picocli.CommandLine.IVersionProvider;

/** The version of the bundle, and the Java that runs it. */
final class ProductVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"Plumbline " + number(), "Java " + Runtime.version()};
    }

    static String number() {
        var bundle = FrameworkUtil.getBundle(ProductVersion.class);
        return bundle == null ? "(not installed)" : bundle.getVersion().toString();
    }
}
