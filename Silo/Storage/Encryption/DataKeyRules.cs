using Muster.Agencies;

namespace Muster.Silo.Storage.Encryption;

/// <summary>Which settings of data keys a node may start with.</summary>
internal static class DataKeyRules
{
    private const string At = "Muster:DataKeys:";

    public static IEnumerable<SettingProblem> Problems(this DataKeySettings settings)
    {
        var keep = settings.Keep;
        foreach (var (name, months) in new[]
        {
            (nameof(keep.Conversations), keep.Conversations), (nameof(keep.Register), keep.Register), (nameof(keep.Figures), keep.Figures), (nameof(keep.Audit), keep.Audit),
        })
        {
            if (months is < 1 or > KeepMonths.Most) yield return new($"{At}{nameof(settings.Keep)}:{name}", $"must be 1 to {KeepMonths.Most} months");
        }

        if (settings.LookEvery.TotalSeconds is < 1 or > 600) yield return new(At + nameof(settings.LookEvery), "must be 00:00:01 to 00:10:00");
        if (settings.RenewAfter.TotalDays is < 1 or > 3_650) yield return new(At + nameof(settings.RenewAfter), "must be 1 to 3650 days (1.00:00:00 to 3650.00:00:00)");
        if (settings.MostOpen is < 16 or > 100_000) yield return new(At + nameof(settings.MostOpen), "must be 16 to 100000");
    }
}
