namespace Muster.WebFront.Hosting;

/// <summary>The credentials in force. Each connection asks for them anew, so that a renewed certificate needs no restart; those that stand stay.</summary>
internal sealed class ClusterTls(TlsSettings settings, bool isNode, ClusterCredentials first, TimeProvider clock, ILogger<ClusterTls> log)
{
    /// <summary>Connections are rare, except when many come at once.</summary>
    public static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan TimeToRenew = TimeSpan.FromDays(14);

    private readonly Lock _looking = new();
    private ClusterCredentials _credentials = first;
    private TlsFiles _read = first.Files;
    private long _lookedAt = clock.GetTimestamp();

    public ClusterCredentials Current()
    {
        lock (_looking)
        {
            if (clock.GetElapsedTime(_lookedAt) < LookEvery) return _credentials;

            _lookedAt = clock.GetTimestamp();
            try
            {
                Take(TlsFiles.Read(settings));
            }
            catch (WrongSettingsException wrong)
            {
                log.LogError("Changed certificates are not used: {Problems}", wrong.Message);
            }

            return _credentials;
        }
    }

    /// <summary>Tells the log how long the certificate is good for.</summary>
    public void Announce()
    {
        log.LogInformation("Nodes and fronts know each other by certificates; this one's is good until {EndsAt:u}", _credentials.EndsAt.ToUniversalTime());
        if (_credentials.EndsAt - clock.GetUtcNow() < TimeToRenew)
            log.LogWarning("Renew the certificate of Muster:Tls: from {EndsAt:u} on no node or front believes it", _credentials.EndsAt.ToUniversalTime());
    }

    private void Take(TlsFiles files)
    {
        if (files == _read) return;

        _read = files; // wrong ones are told of once
        _credentials = ClusterCredentials.Read(files, isNode, clock.GetUtcNow());
        Announce();
    }
}
