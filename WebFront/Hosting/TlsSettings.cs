namespace Muster.WebFront.Hosting;

/// <summary>
/// By what the nodes and fronts of a cluster know each other: three files of PEM, for fronts and nodes alike. All of them, or none: then they
/// talk in plain. What is renewed there is taken up without a restart.
/// </summary>
public sealed record TlsSettings
{
    /// <summary>This process's own certificate; those of authorities between it and <see cref="Authorities"/> may follow it.</summary>
    public string? Certificate { get; init; }

    /// <summary>The private key of <see cref="Certificate"/>, without a password.</summary>
    public string? Key { get; init; }

    /// <summary>The cluster's own authorities: whoever has a certificate of theirs is let in, whatever name stands in it.</summary>
    public string? Authorities { get; init; }
}
