package org.opportune.it;

import org.jboss.arquillian.core.spi.LoadableExtension;

/** Deploys the WAR once for all black-box test classes: Arquillian by itself would start a Payara Micro for each of them. */
public class OneServer implements LoadableExtension {
    @Override
    public void register(ExtensionBuilder builder) {
        builder.observer(OneDeployment.class);
    }
}
