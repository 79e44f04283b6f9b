namespace Muster.Silo.Storage.Encryption;

/// <summary>How a node deals with data keys.</summary>
public sealed record DataKeySettings
{
    /// <summary>How long records are kept, which names the month of their keys. The same on every node.</summary>
    public KeepMonths Keep { get; init; } = new();

    /// <summary>How often a node looks whether keys have come or gone, 1 s to 10 min: a change made elsewhere holds here after this at the latest.</summary>
    public TimeSpan LookEvery { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A standing key that has written for so long is followed by a new one, 1 day to 10 years; it goes on reading.</summary>
    public TimeSpan RenewAfter { get; init; } = TimeSpan.FromDays(365);

    /// <summary>Data keys in the open at the same time, 16 to 100,000; what was not used for longest is dropped.</summary>
    public int MostOpen { get; init; } = 2_000;
}
