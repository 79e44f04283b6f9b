namespace Muster.WebFront.Hosting;

/// <summary>What a process of a cluster needs for TLS, whichever engine it runs on.</summary>
public static class TlsRegistration
{
    /// <summary>Reads the files that are named, if any are.</summary>
    /// <param name="settings">After <see cref="TlsRules.Problems"/>.</param>
    /// <param name="isNode">Whether others connect to this process too.</param>
    /// <returns>Whether connections are to be encrypted.</returns>
    /// <exception cref="WrongSettingsException">One of the files cannot be used.</exception>
    public static bool AddClusterTls(this IServiceCollection services, TlsSettings settings, bool isNode)
    {
        if (settings.IsSaid())
        {
            var first = ClusterCredentials.Read(TlsFiles.Read(settings), isNode, TimeProvider.System.GetUtcNow());
            services.AddSingleton(provider => new ClusterTls(settings, isNode, first, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<ClusterTls>>()));
        }

        services.AddHostedService(provider => new TlsNotice(provider.GetService<ClusterTls>(), provider.GetRequiredService<ILogger<TlsNotice>>()));
        return settings.IsSaid();
    }
}
