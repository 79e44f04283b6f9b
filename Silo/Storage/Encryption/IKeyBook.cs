namespace Muster.Silo.Storage.Encryption;

/// <summary>
/// Where the wrapped data keys are kept: beside the records and apart from them, so that a backup of the records is without them. What it has
/// acknowledged is on stable storage, and every process reads it from then on.
/// </summary>
public interface IKeyBook
{
    /// <summary>Where it is, in words for an operator.</summary>
    string Where { get; }

    /// <summary>Every ring and its tag.</summary>
    /// <exception cref="KeysUnavailableException">It cannot be read now.</exception>
    Task<IReadOnlyList<(string Name, string Tag)>> List();

    /// <returns>Null where there is no ring of that name.</returns>
    /// <exception cref="KeysUnavailableException">It cannot be read now.</exception>
    Task<(byte[] Ring, string Tag)?> Read(string name);

    /// <summary>Stores a ring where <paramref name="expected"/> still is its tag; null for one that is new. Takes what stood there off the disk as far as it can.</summary>
    /// <returns>Its new tag; null when somebody else wrote first, and nothing was stored.</returns>
    /// <exception cref="KeysUnavailableException">The outcome is unknown.</exception>
    Task<string?> Write(string name, byte[] ring, string? expected);
}
