using System.Text.RegularExpressions;
using System.Xml.Linq;
using Muster.Tests.Browser;

namespace Muster.Tests.Audits;

/// <summary>What is built today is built tomorrow: every package is of one version, written down in one place.</summary>
public sealed partial class PackagesTests
{
    [Fact]
    public void Every_package_has_one_exact_version()
    {
        var versions = XDocument.Load(Path.Combine(Repository.Root, "Directory.Packages.props")).Descendants("PackageVersion").Select(package => (string?)package.Attribute("Version")).ToList();

        Assert.NotEmpty(versions);
        Assert.All(versions, version => Assert.Matches(Exact(), version));
    }

    [Fact]
    public void No_project_chooses_a_version_of_its_own()
    {
        var projects = Directory.EnumerateFiles(Repository.Root, "*.csproj", SearchOption.AllDirectories).Select(XDocument.Load);

        Assert.All(projects, project => Assert.DoesNotContain(
            project.Descendants("PackageReference"),
            package => package.Attribute("Version") is not null || package.Attribute("VersionOverride") is not null));
    }

    [Fact]
    public void Every_restore_asks_for_known_holes_in_what_packages_bring_along()
    {
        var settings = XDocument.Load(Path.Combine(Repository.Root, "Directory.Build.props"));

        Assert.Equal("true", settings.Descendants("NuGetAudit").Single().Value);
        Assert.Equal("all", settings.Descendants("NuGetAuditMode").Single().Value);
        Assert.Equal("low", settings.Descendants("NuGetAuditLevel").Single().Value);
    }

    [GeneratedRegex(@"^(\d+\.\d+\.\d+|\$\(OrleansVersion\))$")]
    private static partial Regex Exact();
}
