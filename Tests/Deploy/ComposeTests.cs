using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using YamlDotNet.RepresentationModel;

namespace Muster.Tests.Deploy;

/// <summary>The parts of the cluster on one machine name each other rightly.</summary>
public sealed partial class ComposeTests
{
    private readonly YamlMappingNode _compose = DeployFiles.Yaml("compose/compose.yaml");

    private IEnumerable<KeyValuePair<string, YamlNode>> Services =>
        ((YamlMappingNode)_compose["services"]).Children.Select(service => KeyValuePair.Create((string)service.Key!, service.Value));

    [Fact]
    public void Every_secret_network_and_volume_is_there()
    {
        var (secrets, networks) = (Keys("secrets"), Keys("networks"));

        Assert.All(Services, service => Assert.Subset(secrets, service.Value.Texts("secrets").ToHashSet()));
        Assert.All(Services, service => Assert.Subset(networks, service.Value.Texts("networks").ToHashSet()));
        Assert.All(Services.SelectMany(service => service.Value.Texts("volumes")).Select(volume => volume.Split(':')[0]).Where(volume => !volume.StartsWith('.')), volume => Assert.Contains(volume, Keys("volumes")));
    }

    [Theory]
    [InlineData("node", "postgres")]
    [InlineData("node", "azurite")]
    [InlineData("front", "postgres")]
    [InlineData("front", "azurite")]
    public void Files_that_settings_name_are_given_as_secrets(string process, string storage)
    {
        var given = _compose[$"x-{process}"].Texts("secrets").Select(secret => $"/run/secrets/{secret}");
        var named = SecretPath().Matches(DeployFiles.Read($"compose/{storage}/{process}.json") + string.Join(' ', _compose[$"x-{process}"].Texts("command"))).Select(path => path.Value);

        Assert.NotEmpty(named);
        Assert.Subset(given.ToHashSet(), named.ToHashSet());
    }

    [Theory]
    [InlineData("node", "postgres")]
    [InlineData("node", "azurite")]
    [InlineData("front", "postgres")]
    [InlineData("front", "azurite")]
    public void Nobody_is_killed_before_they_lose_patience_themselves(string process, string storage)
    {
        var patience = new ConfigurationBuilder().AddJsonFile(DeployFiles.At($"compose/{storage}/{process}.json")).Build().GetValue<TimeSpan>("Muster:StopPatience");

        var grace = ((string)_compose[$"x-{process}"]["stop_grace_period"]!).TrimEnd('s');

        Assert.True(double.Parse(grace, CultureInfo.InvariantCulture) > patience.TotalSeconds);
    }

    /// <summary>What ./prepare leaves the choice of: a profile for each, waited for where it is there.</summary>
    [Theory]
    [InlineData("postgres", "database")]
    [InlineData("azurite", "azurite")]
    public void Storage_of_either_kind_is_waited_for(string storage, string service)
    {
        Assert.Equal([storage], Services.Single(one => one.Key == service).Value.Texts("profiles"));
        Assert.All((string[])["node", "front"], process =>
        {
            var wait = _compose[$"x-{process}"]["depends_on"][service];
            Assert.Equal(("service_healthy", "false"), ((string?)wait["condition"], (string?)wait["required"]));
            Assert.True(File.Exists(DeployFiles.At($"compose/{storage}/{process}.json")));
            Assert.Equal($"${{STORAGE:-postgres}}/{process}.json", (string?)_compose["secrets"][$"{process}.json"]["file"]);
        });
        Assert.Contains("STORAGE=%s\\nCOMPOSE_PROFILES=%s", DeployFiles.Read("compose/prepare"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_proxy_knows_every_front_and_holds_no_event_back()
    {
        var proxy = DeployFiles.Read("compose/nginx.conf");

        Assert.Equal(
            Services.Select(service => service.Key).Where(name => name.StartsWith("front-", StringComparison.Ordinal)),
            Upstream().Matches(proxy).Select(server => server.Groups[1].Value));
        Assert.Contains("proxy_buffering off;", proxy, StringComparison.Ordinal);
        Assert.Contains("proxy_set_header X-Forwarded-Proto https;", proxy, StringComparison.Ordinal);
        Assert.DoesNotContain("ip_hash", proxy, StringComparison.Ordinal);
    }

    /// <summary>What the images are copied from is there: a folder that was moved is found here, not by whoever builds one.</summary>
    [Fact]
    public void The_images_are_made_of_what_is_there()
    {
        var copied = Copied().Matches(DeployFiles.Read("container/Containerfile")).SelectMany(copy => copy.Groups[1].Value.Split(' ')[..^1]).ToList();

        Assert.Contains("Grains.Interfaces", copied);
        Assert.All(copied, path => Assert.True(Path.Exists(Path.Combine(DeployFiles.Folder, "..", path)), path));
        var let = DeployFiles.Read("container/Containerfile.dockerignore").Split('\n').Where(line => line.StartsWith('!')).Select(line => line[1..]).ToHashSet();
        Assert.Subset(let, copied.Select(path => path.Split('/')[0]).ToHashSet());
    }

    private HashSet<string> Keys(string section) => [.. ((YamlMappingNode)_compose[section]).Children.Keys.Select(key => (string)key!)];

    [GeneratedRegex(@"/run/secrets/[\w.-]+")]
    private static partial Regex SecretPath();

    [GeneratedRegex(@"^ *server ([\w-]+):8080 ", RegexOptions.Multiline)]
    private static partial Regex Upstream();

    [GeneratedRegex(@"^COPY (?!--)(.+)$", RegexOptions.Multiline)]
    private static partial Regex Copied();
}
