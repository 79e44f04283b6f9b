using Muster.Records;

namespace Muster.Silo.Storage.Sqlite;

/// <summary>What went wrong in the words of the contracts.</summary>
internal static class Failures
{
    public static Exception OfJournal(string what, Exception why) => why switch
    {
        JournalDamagedException or JournalUnavailableException or JournalConflictException => why,
        SqliteFailure { IsDamage: true } => new JournalDamagedException($"{what}: {why.Message}", why),
        _ => new JournalUnavailableException($"{what}: {why.Message}", why),
    };

    public static Exception OfState(string what, Exception why) => why switch
    {
        SqliteFailure { IsDamage: true } => new StateDamagedException($"{what}: {why.Message}", why),
        _ => new StateUnavailableException($"{what}: {why.Message}", why),
    };
}
