namespace Muster.Silo.Storage.Encryption;

/// <summary>Whose records of which kind: what a <see cref="KeyRing"/> is for.</summary>
/// <param name="Agency">Its id, or <see cref="NoAgency"/>.</param>
/// <param name="Class">What kind.</param>
public readonly record struct KeyScope(string Agency, RecordClass Class)
{
    /// <summary>What is no agency's own; no id of an agency has this letter.</summary>
    public const string NoAgency = "~";

    /// <summary>As the ring is named in a <see cref="IKeyBook"/>: <c>agency/class</c>.</summary>
    public string Name => $"{Agency}/{Class.ToString().ToLowerInvariant()}";

    /// <exception cref="FormatException">It is no such name.</exception>
    public static KeyScope Parse(string name) =>
        name.Split('/') is [{ Length: > 0 } agency, var kind] && ClassNamed(kind) is { } named
            ? new KeyScope(agency, named)
            : throw new FormatException($"'{name}' is no agency and class of records.");

    /// <summary>The class of that name; null where there is none.</summary>
    public static RecordClass? ClassNamed(string name)
    {
        foreach (var one in Enum.GetValues<RecordClass>())
        {
            if (string.Equals(one.ToString(), name, StringComparison.OrdinalIgnoreCase)) return one;
        }

        return null;
    }
}
