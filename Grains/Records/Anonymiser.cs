namespace Muster.Records;

/// <summary>How far it has come, as stored: all that closed from <see cref="Back"/> until <see cref="Through"/> names nobody any more.</summary>
public sealed record Anonymiser
{
    /// <summary>The first minute that is still to be done; null before the first.</summary>
    public DateTimeOffset? Through { get; init; }

    /// <summary>The last minute that was done of those before the beginning.</summary>
    public DateTimeOffset? Back { get; init; }
}
