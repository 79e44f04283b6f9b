namespace Orleans.Embedded;

/// <summary>The times an engine keeps, gathered from the options Orleans spreads them over.</summary>
internal sealed record EngineOptions(
    TimeSpan ResponseTimeout,
    TimeSpan CollectionAge,
    TimeSpan CollectionQuantum,
    TimeSpan ActivationTimeout,
    TimeSpan DeactivationTimeout,
    IReadOnlyDictionary<string, TimeSpan> ClassSpecificCollectionAge);
