using System.Net.Security;
using Microsoft.AspNetCore.Connections;
using Orleans.Configuration;
using Orleans.Connections.Security;

namespace Muster.WebFront.Hosting.OfOrleans;

/// <summary>Puts the credentials of <see cref="TlsRegistration.AddClusterTls"/> under every connection of Orleans'.</summary>
public static class ConnectionTls
{
    public static void UseClusterTls(this ISiloBuilder silo) => silo.Configure<SiloConnectionOptions>(connections =>
    {
        connections.ConfigureSiloInboundConnection(connection => connection.UseServerTls(Options(connection)));
        connections.ConfigureGatewayInboundConnection(connection => connection.UseServerTls(Options(connection)));
        connections.ConfigureSiloOutboundConnection(connection => connection.UseClientTls(Options(connection)));
    });

    public static void UseClusterTls(this IClientBuilder client) => client.Configure<ClientConnectionOptions>(connections =>
        connections.ConfigureConnection(connection => connection.UseClientTls(Options(connection))));

    /// <summary>Orleans asks for the validation of certificates that are shown alone; that one must be shown is a mode.</summary>
    private static TlsOptions Options(IConnectionBuilder connection)
    {
        var tls = connection.ApplicationServices.GetRequiredService<ClusterTls>();
        return new TlsOptions
        {
            LocalCertificate = tls.Current().Certificate,
            RemoteCertificateMode = RemoteCertificateMode.RequireCertificate,
            ClientCertificateMode = RemoteCertificateMode.RequireCertificate,
            RemoteCertificateValidation = (_, _, errors) => ClusterCredentials.IsOfCluster(errors),
            OnAuthenticateAsServer = (_, options) => tls.Current().Secure((SslServerAuthenticationOptions)options.SslServerAuthenticationOptions),
            OnAuthenticateAsClient = (_, options) => tls.Current().Secure((SslClientAuthenticationOptions)options.SslClientAuthenticationOptions),
        };
    }
}
