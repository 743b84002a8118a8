//! Who reads or writes. Every read and every write takes a session.

use sync::{DeviceNumber, MemberId};

/// What a member may see and do (domain.md §1.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Job coach: the whole file of the people she guides.
    Coach,
    /// Assistant of a department: assessments and working arrangements, no notes.
    Assistant,
    /// Project leader.
    Lead,
    /// Account manager: a work profile only.
    AccountManager,
    /// Keeps users and backups; sees no case.
    Administrator,
}

/// A member at work on a device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Session {
    /// Who.
    pub member: MemberId,
    /// As what.
    pub role: Role,
    /// Where; zero until an office has given the device its number.
    pub device: DeviceNumber,
}

impl Role {
    /// Every role, in the order of the schema's choices.
    pub const ALL: [Role; 5] =
        [Role::Coach, Role::Assistant, Role::Lead, Role::AccountManager, Role::Administrator];

    /// As an office knows it.
    pub const fn at_office(self) -> sync::schema::Role {
        match self {
            Role::Coach => sync::schema::Role::Coach,
            Role::Assistant => sync::schema::Role::Assistant,
            Role::Lead => sync::schema::Role::Lead,
            Role::AccountManager => sync::schema::Role::AccountManager,
            Role::Administrator => sync::schema::Role::Administrator,
        }
    }

    /// As an office says it.
    pub const fn of_office(role: sync::schema::Role) -> Role {
        match role {
            sync::schema::Role::Coach => Role::Coach,
            sync::schema::Role::Assistant => Role::Assistant,
            sync::schema::Role::Lead => Role::Lead,
            sync::schema::Role::AccountManager => Role::AccountManager,
            sync::schema::Role::Administrator => Role::Administrator,
        }
    }

    /// As it is stored.
    pub const fn name(self) -> &'static str {
        match self {
            Role::Coach => "coach",
            Role::Assistant => "assistant",
            Role::Lead => "lead",
            Role::AccountManager => "account_manager",
            Role::Administrator => "administrator",
        }
    }

    /// As it was stored.
    pub fn from_name(name: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::choices;

    #[test]
    fn roles_are_the_choices_of_the_schema() {
        assert_eq!(Role::ALL.map(Role::name), choices::ROLE);
    }
}
