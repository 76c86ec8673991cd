"""The ties between the allies: trade, arms, money, votes, publics, visits, forces."""
