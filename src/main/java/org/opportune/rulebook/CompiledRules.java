package org.opportune.rulebook;

import org.kie.api.KieBase;
import org.kie.api.KieServices;
import org.kie.api.builder.ReleaseId;
import org.kie.api.runtime.KieContainer;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.KieSessionConfiguration;
import org.kie.api.runtime.conf.ClockTypeOption;

/** The rules of a rulebook in Drools. Closing it lets go of every class that was made for it. */
final class CompiledRules implements AutoCloseable {
    private final KieContainer container;
    private final ReleaseId id;
    private final KieBase base;
    private final KieSessionConfiguration configuration;

    CompiledRules(KieContainer container, ReleaseId id) {
        this.container = container;
        this.id = id;
        this.base = container.getKieBase();
        this.configuration = KieServices.get().newKieSessionConfiguration();
        configuration.setOption(ClockTypeOption.PSEUDO);
    }

    KieSession session() {
        return base.newKieSession(configuration, null);
    }

    @Override
    public void close() {
        container.dispose();
        KieServices.get().getRepository().removeKieModule(id);
    }
}
