package org.plumbline.headless;

import org.osgi.framework.FrameworkUtil;

import picocli.CommandLine.IVersionProvider;

/** The version of the bundle, and the Java that runs it. */
final class ProductVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        var bundle = FrameworkUtil.getBundle(ProductVersion.class);
        return new String[] {"Plumbline " + (bundle == null ? "(not installed)" : bundle.getVersion()),
            "Java " + Runtime.version()};
    }
}
