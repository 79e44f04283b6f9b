namespace Muster.WebFront.Live;

/// <summary>A grain that tells this front what happens, for as long as the watch is renewed.</summary>
internal abstract class Watched(string key)
{
    /// <summary>The grain key.</summary>
    public string Key { get; } = key;

    /// <summary>The silo that held the grain when it last answered; null where it does not say.</summary>
    public string? Silo { get; protected set; }

    /// <summary>The bookkeeping of <see cref="Renewals"/>, under its lock.</summary>
    internal long DueAt { get; set; }

    internal int Failures { get; set; }

    internal bool IsRenewing { get; set; }

    internal bool IsAskedAgain { get; set; }

    internal int Index { get; set; } = -1;

    /// <summary>Watches again and takes over what the answer says. Throws where the grain could not be asked.</summary>
    public abstract Task Renew();
}
