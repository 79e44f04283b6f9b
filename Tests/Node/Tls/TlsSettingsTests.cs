using System.Collections.Immutable;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Muster.Agencies;
using Muster.Silo;
using Muster.Tests.Storage;
using Muster.Tests.Support;

namespace Muster.Tests.Node.Tls;

/// <summary>A wrong, missing or useless file of certificates is refused with one sentence that names the setting and tells no key.</summary>
public sealed class TlsSettingsTests : IDisposable
{
    private readonly ScratchDirectory _scratch = new();
    private readonly Authority _authority = new();
    private readonly Authority _other = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("c", null, null, "Muster:Tls:Key, Muster:Tls:Authorities")]
    [InlineData(null, "k", "a", "Muster:Tls:Certificate")]
    [InlineData("c", "k", " ", "Muster:Tls:Authorities")]
    [InlineData("c", "k", "a", "")]
    [InlineData(null, null, null, "")]
    public void All_three_are_said_or_none(string? certificate, string? key, string? authorities, string missing)
    {
        var settings = new TlsSettings { Certificate = certificate, Key = key, Authorities = authorities };

        var problems = settings.Problems().ToList();

        Assert.Equal(missing, string.Join(", ", problems.Select(problem => problem.Field)));
        Assert.All(problems, problem => Assert.Equal("is missing: Certificate, Key and Authorities are said together", problem.Message));
        Assert.Equal(problems, OfNode(SiloSettings.Azure, settings).Where(problem => problem.Field.Contains("Tls", StringComparison.Ordinal)));
        if (missing.Length > 0) Assert.Contains(missing.Split(',')[0], Assert.Throws<WrongSettingsException>(new FrontSettings { Keys = "k", Tls = settings }.Check).Message, StringComparison.Ordinal);
        else new FrontSettings { Keys = "k", Tls = settings }.Check();
    }

    [Fact]
    public void One_machine_talks_to_nobody()
    {
        var problem = Assert.Single(OfNode(SiloSettings.Development, new TlsSettings { Key = "k" }));

        Assert.Equal("Muster:Tls: is for nodes and fronts of a cluster, and in the profile Development there is one process alone", $"{problem.Field}: {problem.Message}");
    }

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        var settings = Write(PemFiles.Of(_authority.Issue(), _authority)) with { Key = _scratch.File("nowhere") };

        Assert.StartsWith($"settings: Muster:Tls:Key: cannot be read. Could not find file '{_scratch.File("nowhere")}'", Refusal(settings), StringComparison.Ordinal);
    }

    [Fact]
    public void Files_that_hold_something_else_are_named()
    {
        var good = PemFiles.Of(_authority.Issue(), _authority);

        Assert.Equal("settings: Muster:Tls:Certificate: holds no certificate in PEM", Refusal(good with { Certificate = good.Key }));
        Assert.Equal("settings: Muster:Tls:Authorities: holds no certificate in PEM", Refusal(good with { Authorities = "" }));
        Assert.Equal("settings: Muster:Tls:Authorities: holds a certificate that cannot be read", Refusal(good with { Authorities = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----" }));
        foreach (var key in (string[])["", good.Certificate, _authority.Issue().KeyPem()])
            Assert.Equal("settings: Muster:Tls:Key: is no private key in PEM, without a password, of the certificate in Muster:Tls:Certificate", Refusal(good with { Key = key }));
    }

    [Fact]
    public void A_certificate_that_nobody_would_believe_is_refused()
    {
        var foreign = PemFiles.Of(_other.Issue(), _authority);
        var expired = PemFiles.Of(_authority.Issue(until: TimeSpan.FromMinutes(-1)), _authority);
        var early = PemFiles.Of(_authority.Issue(from: Authority.Now.AddHours(1)), _authority);
        var ofFront = PemFiles.Of(_authority.Issue(uses: [Authority.ClientUse]), _authority);

        Assert.StartsWith("settings: Muster:Tls:Certificate: is not believed by those in Muster:Tls:Authorities (", Refusal(foreign), StringComparison.Ordinal);
        Assert.StartsWith("settings: Muster:Tls:Certificate: is valid from ", Refusal(expired), StringComparison.Ordinal);
        Assert.StartsWith("settings: Muster:Tls:Certificate: is valid from ", Refusal(early), StringComparison.Ordinal);
        Assert.StartsWith("settings: Muster:Tls:Certificate: is not made for this use", Refusal(ofFront), StringComparison.Ordinal);
        Assert.True(new ServiceCollection().AddClusterTls(Write(ofFront), isNode: false)); // a front connects and is not connected to
    }

    [Fact]
    public void Keys_are_not_told() => Assert.Equal(nameof(TlsFiles), $"{PemFiles.Of(_authority.Issue(), _authority)}");

    [Theory]
    [InlineData(null, "Nodes and fronts talk in plain, and anybody may join them: Muster:Tls is not set")]
    [InlineData(90, "Nodes and fronts know each other by certificates")]
    [InlineData(15, "Nodes and fronts know each other by certificates")]
    [InlineData(13, "Nodes and fronts know each other by certificates", "Renew the certificate of Muster:Tls")]
    public async Task A_start_says_how_it_is(int? days, params string[] lines)
    {
        var settings = days is { } good ? Write(PemFiles.Of(_authority.Issue(until: TimeSpan.FromDays(good)), _authority)) : new TlsSettings();
        using var logged = new LoggedLines();
        var services = new ServiceCollection().AddLogging(logging => logging.AddProvider(logged)).AddSingleton(TimeProvider.System);

        services.AddClusterTls(settings, isNode: true);
        await using var provider = services.BuildServiceProvider();
        await Assert.Single(provider.GetServices<IHostedService>()).StartAsync(Stop);

        Assert.Equal(lines.Length, logged.Lines.All.Count);
        Assert.All(lines.Zip(logged.Lines.All), line => Assert.StartsWith(line.First, line.Second, StringComparison.Ordinal));
    }

    public void Dispose()
    {
        _authority.Dispose();
        _other.Dispose();
        _scratch.Dispose();
    }

    private static ImmutableArray<SettingProblem> OfNode(string profile, TlsSettings tls) =>
        new SiloSettings { Profile = profile, Tls = tls }.Problems(new ConfigurationBuilder().Build().GetSection("Orleans"));

    private TlsSettings Write(TlsFiles files) => PemFiles.WriteTo(_scratch.Path, files);

    private string Refusal(TlsFiles files) => Refusal(Write(files));

    private static string Refusal(TlsSettings settings) => Assert.Throws<WrongSettingsException>(() => new ServiceCollection().AddClusterTls(settings, isNode: true)).Message;
}
