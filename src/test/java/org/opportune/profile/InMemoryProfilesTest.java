package org.opportune.profile;

class InMemoryProfilesTest extends ProfilesContract {
    @Override
    Profiles none() {
        return new InMemoryProfiles(LIMIT);
    }
}
