using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Muster.Silo;

namespace Muster.Tests.Deploy;

/// <summary>Nobody is given settings that a node or a front would refuse, or pass over in silence.</summary>
public sealed partial class SettingsOfDeployTests
{
    [Theory]
    [InlineData("postgres/node.json")]
    [InlineData("compose/postgres/node.json")]
    [InlineData("compose/azurite/node.json")]
    [InlineData("kubernetes/settings/node.json")]
    [InlineData("azure/node.json")]
    public void A_node_starts_with_its_settings(string file)
    {
        var said = Said(file);
        var settings = SettingsReader.Read<SiloSettings>(said);
        if (settings.Profile == SiloSettings.Azure) settings = settings with { AzureStorage = WithConnection(settings.AzureStorage) };
        var defaults = settings.Profile == SiloSettings.Azure ? ClusterDefaults.Of(settings.AzureStorage) : ClusterDefaults.Of(settings.PostgreSql);
        var all = new ConfigurationBuilder().AddInMemoryCollection(defaults).AddConfiguration(said).Build();

        Assert.Empty(settings.Problems(all.GetSection("Orleans")));
        Assert.NotNull(settings.KeyFile);
        Assert.True(settings.Tls.IsSaid());
        StopSettings.Check(settings.DrainOver, settings.StopPatience);
    }

    [Theory]
    [InlineData("postgres/front.json")]
    [InlineData("compose/postgres/front.json")]
    [InlineData("kubernetes/settings/front.json")]
    public void A_front_knows_each_of_its_settings_and_finds_the_nodes_beside_it(string file)
    {
        var (front, node) = (Said(file), Said(file.Replace("front", "node", StringComparison.Ordinal)));
        var settings = SettingsReader.Read<FrontSettings>(front);

        (settings with { Keys = settings.Keys ?? "named on the command line" }).Check();
        Assert.True(settings.Tls.IsSaid());
        Assert.Equal((node["Orleans:ClusterId"], node["Orleans:ServiceId"]), (front["Orleans:ClusterId"], front["Orleans:ServiceId"]));
        Assert.Equal(("AdoNet", "Npgsql"), (front["Orleans:Clustering:ProviderType"], front["Orleans:Clustering:Invariant"]));
        Assert.Equal(DatabaseOf(node["Muster:PostgreSql:ConnectionString"]), DatabaseOf(front["Orleans:Clustering:ConnectionString"]));
    }

    [Theory]
    [InlineData("azure/front.json")]
    [InlineData("compose/azurite/front.json")]
    public void A_front_finds_the_nodes_in_Azure(string file)
    {
        var (front, node) = (Said(file), SettingsReader.Read<SiloSettings>(Said(file.Replace("front", "node", StringComparison.Ordinal))));
        var settings = SettingsReader.Read<FrontSettings>(front);

        (settings with { Keys = settings.Keys ?? "named on the command line" }).Check();
        Assert.True(settings.Tls.IsSaid());
        Assert.Empty(WithConnection(settings.AzureStorage).Problems(front.GetSection("Orleans")));
        Assert.Equal(AzureTableSettings.ProviderType, front["Orleans:Clustering:ProviderType"]);
        Assert.Equal(node.AzureStorage.Table, settings.AzureStorage.Table);
    }

    [Fact]
    public void Every_setting_that_is_named_anywhere_is_there()
    {
        var named = DeployFiles.All.SelectMany(file => Named().Matches(DeployFiles.Read(file)).Select(setting => setting.Groups[1].Value)).Distinct().ToList();

        Assert.Contains("StopPatience", named);
        Assert.All(named, name => Assert.True(typeof(SiloSettings).GetProperty(name) is not null || typeof(FrontSettings).GetProperty(name) is not null, $"Muster:{name} is no setting"));
    }

    [Fact]
    public void Every_command_line_is_understood()
    {
        var nodes = Programs("Muster.Silo.dll", "muster-node", "node").ToList();
        var fronts = Programs("Muster.WebFront.dll", "muster-front", "front").ToList();

        Assert.Equal(5, nodes.Count); // two units, compose, a deployment and a pod
        Assert.Equal(3, fronts.Count);
        Assert.All(nodes, arguments => CommandLine.Parse(arguments));
        Assert.All(fronts, arguments => FrontCommandLine.Parse(arguments));
    }

    /// <summary>The arguments of each process that is started anywhere.</summary>
    private static IEnumerable<string[]> Programs(string program, string image, string container) =>
    [
        .. DeployFiles.All.Where(file => file.EndsWith(".service", StringComparison.Ordinal))
            .Select(file => Started().Match(DeployFiles.Read(file)))
            .Where(start => start.Groups[1].Value == program)
            .Select(start => start.Groups[2].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries)),
        [.. DeployFiles.Yaml("compose/compose.yaml").Find($"x-{container}")!.Texts("command")],
        .. KubernetesFiles.Pods.SelectMany(pod => pod.Spec.Containers).Where(one => one.Image == image).Select(one => one.Args.ToArray()),
    ];

    /// <summary>As if the file were there.</summary>
    private static T WithConnection<T>(T settings) where T : AzureTableSettings
    {
        Assert.NotNull(settings.ConnectionFile);
        return (T)(settings with { ConnectionFile = null, ConnectionString = "UseDevelopmentStorage=true" });
    }

    private static IConfigurationRoot Said(string file) => new ConfigurationBuilder().AddJsonFile(DeployFiles.At(file)).Build();

    private static (string?, string?) DatabaseOf(string? connectionString)
    {
        var words = new Npgsql.NpgsqlConnectionStringBuilder(connectionString);
        return (words.Host, words.Database);
    }

    [GeneratedRegex(@"Muster(?:__|:)([A-Z]\w+?)\b(?!__)")]
    private static partial Regex Named();

    [GeneratedRegex(@"^ExecStart=/usr/bin/dotnet /opt/muster/(?:\w+/)?(\S+\.dll)(.*)$", RegexOptions.Multiline)]
    private static partial Regex Started();
}
