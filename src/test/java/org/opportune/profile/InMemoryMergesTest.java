package org.opportune.profile;

class InMemoryMergesTest extends MergesContract {
    @Override
    Profiles none() {
        return new InMemoryProfiles();
    }
}
