using k8s.Models;
using Microsoft.Extensions.Configuration;
using YamlDotNet.RepresentationModel;

namespace Muster.Tests.Deploy;

/// <summary>What one manifest says of another is so, and what a pod is promised its settings allow.</summary>
public sealed class KubernetesTests
{
    [Fact]
    public void They_are_what_Kubernetes_describes()
    {
        var kinds = KubernetesFiles.All.CountBy(thing => thing.GetType().Name).ToDictionary();

        Assert.Equal(2, kinds[nameof(V1Deployment)]);
        Assert.Equal(2, kinds[nameof(V2HorizontalPodAutoscaler)]);
        Assert.Equal(2, kinds[nameof(V1PodDisruptionBudget)]);
        Assert.Equal(4, kinds[nameof(V1NetworkPolicy)]);
        Assert.Equal(7, kinds[nameof(V1Secret)]);
    }

    [Fact]
    public void Secrets_are_examples_without_values()
    {
        Assert.All(KubernetesFiles.All.OfType<V1Secret>(), secret => Assert.All(secret.StringData.Values, Assert.Empty));
        Assert.All(KubernetesFiles.All.OfType<V1Secret>(), secret => Assert.Null(secret.Data));
    }

    [Fact]
    public void Whatever_is_mounted_is_made_somewhere()
    {
        var secrets = KubernetesFiles.All.OfType<V1Secret>().Select(secret => secret.Metadata.Name).Append("muster-new-accounts").ToList();
        var maps = ((YamlSequenceNode)DeployFiles.Yaml("kubernetes/kustomization.yaml")["configMapGenerator"]).Select(map => (string)map["name"]!).ToList();

        foreach (var pod in KubernetesFiles.Pods.Select(pod => pod.Spec))
        {
            Assert.All(pod.Volumes.Where(volume => volume.Secret is not null), volume => Assert.Contains(volume.Secret.SecretName, secrets));
            Assert.All(pod.Volumes.Where(volume => volume.ConfigMap is not null), volume => Assert.Contains(volume.ConfigMap.Name, maps));
            Assert.All(pod.Containers.SelectMany(container => container.VolumeMounts), mount => Assert.Contains(mount.Name, pod.Volumes.Select(volume => volume.Name)));
        }
    }

    [Fact]
    public void Kustomize_names_files_that_are_there()
    {
        var kustomization = DeployFiles.Yaml("kubernetes/kustomization.yaml");
        var files = ((YamlSequenceNode)kustomization["configMapGenerator"]).SelectMany(map => map.Texts("files"));

        Assert.All([.. kustomization.Texts("resources"), .. kustomization.Texts("components"), .. files], file => Assert.True(Path.Exists(DeployFiles.At($"kubernetes/{file}")), file));
        Assert.All(((YamlSequenceNode)kustomization["images"]).Select(image => (string)image["name"]!), image => Assert.Contains(image, KubernetesFiles.Pods.Select(pod => pod.Spec.Containers[0].Image)));
    }

    [Fact]
    public void Files_that_settings_name_are_mounted_where_they_say()
    {
        foreach (var (deployment, settings) in Deployments())
        {
            var mounts = deployment.Spec.Template.Spec.Containers[0].VolumeMounts.Select(mount => mount.MountPath).ToList();
            var words = settings["Muster:PostgreSql:ConnectionString"] ?? settings["Orleans:Clustering:ConnectionString"];
            var database = new Npgsql.NpgsqlConnectionStringBuilder(words);
            string?[] named = [settings["Muster:KeyFile"], database.Passfile, database.RootCertificate, .. deployment.Spec.Template.Spec.Containers[0].Args];

            Assert.All(named.Where(file => file?.StartsWith('/') == true), file => Assert.Contains(Path.GetDirectoryName(file)!, mounts));
        }
    }

    [Fact]
    public void Nobody_is_killed_before_they_lose_patience_themselves()
    {
        foreach (var (deployment, settings) in Deployments())
            Assert.True(deployment.Spec.Template.Spec.TerminationGracePeriodSeconds > settings.GetValue<TimeSpan>("Muster:StopPatience").TotalSeconds, deployment.Metadata.Name);
    }

    /// <summary>Else connections are refused while the service still sends some: that is why there is no preStop.</summary>
    [Fact]
    public void A_front_answers_until_its_service_has_forgotten_it()
    {
        var (front, settings) = Deployments().Single(one => one.Deployment.Metadata.Name == "muster-front");
        var probe = front.Spec.Template.Spec.Containers[0].ReadinessProbe;

        var noticed = (probe.PeriodSeconds + probe.TimeoutSeconds) * probe.FailureThreshold;

        Assert.True(settings.GetValue<TimeSpan>("Muster:DrainOver").TotalSeconds > noticed);
    }

    [Fact]
    public void Selectors_find_pods_and_ports_are_open()
    {
        var pods = KubernetesFiles.Deployments.ToDictionary(deployment => deployment.Metadata.Name, deployment => deployment.Spec.Template);
        var front = pods["muster-front"];

        Assert.All(KubernetesFiles.Deployments, deployment => Assert.Equal(deployment.Metadata.Name, deployment.Spec.Selector.MatchLabels["app.kubernetes.io/name"]));
        Assert.All(pods, pod => Assert.Equal(pod.Key, pod.Value.Metadata.Labels["app.kubernetes.io/name"]));
        Assert.All(KubernetesFiles.All.OfType<V1PodDisruptionBudget>(), budget => Assert.True(pods.ContainsKey(budget.Spec.Selector.MatchLabels["app.kubernetes.io/name"])));
        Assert.All(KubernetesFiles.All.OfType<V2HorizontalPodAutoscaler>(), scaler => Assert.True(pods.ContainsKey(scaler.Spec.ScaleTargetRef.Name)));
        var service = KubernetesFiles.All.OfType<V1Service>().Single();
        Assert.Equal("muster-front", service.Spec.Selector["app.kubernetes.io/name"]);
        Assert.Contains(service.Spec.Ports[0].TargetPort.Value, front.Spec.Containers[0].Ports.Select(port => port.Name));
        Assert.Equal(service.Metadata.Name, KubernetesFiles.All.OfType<V1Ingress>().Single().Spec.Rules[0].Http.Paths[0].Backend.Service.Name);
        foreach (var container in pods.Values.Select(pod => pod.Spec.Containers[0]))
        {
            Assert.Contains(container.ReadinessProbe.HttpGet.Port.Value, container.Ports.Select(port => port.Name));
            Assert.Equal(("/health/ready", "/health/live", "/health/live"), (container.ReadinessProbe.HttpGet.Path, container.LivenessProbe.HttpGet.Path, container.StartupProbe.HttpGet.Path));
        }
    }

    [Fact]
    public void Nodes_and_fronts_may_speak_where_the_settings_say_they_do()
    {
        var policies = KubernetesFiles.All.OfType<V1NetworkPolicy>().ToDictionary(policy => policy.Metadata.Name, policy => policy.Spec);
        var node = Deployments().Single(one => one.Deployment.Metadata.Name == "muster-node");
        var ports = node.Deployment.Spec.Template.Spec.Containers[0].Ports.ToDictionary(port => port.Name, port => $"{port.ContainerPort}");

        Assert.Equal((node.Settings["Orleans:Endpoints:SiloPort"], node.Settings["Orleans:Endpoints:GatewayPort"]), (ports["silo"], ports["gateway"]));
        Assert.Equal([ports["silo"], ports["gateway"]], policies["muster-node"].Ingress.Select(rule => rule.Ports[0].Port.Value));
        Assert.Equal([ports["silo"]], policies["muster-node"].Egress.Select(rule => rule.Ports[0].Port.Value));
        Assert.Equal([ports["gateway"]], policies["muster-front"].Egress.Select(rule => rule.Ports[0].Port.Value));
    }

    [Fact]
    public void Pods_run_as_nobody_special_and_write_nowhere_else()
    {
        Assert.All(KubernetesFiles.Pods.Select(pod => pod.Spec), pod => Assert.True(pod.SecurityContext is { RunAsNonRoot: true, RunAsUser: > 0, SeccompProfile.Type: "RuntimeDefault" } && pod.AutomountServiceAccountToken == false));
        Assert.All(KubernetesFiles.Pods.SelectMany(pod => (IEnumerable<V1Container>)[.. pod.Spec.Containers, .. pod.Spec.InitContainers ?? []]), container =>
            Assert.True(container.SecurityContext is { ReadOnlyRootFilesystem: true, AllowPrivilegeEscalation: false } && container.SecurityContext.Capabilities.Drop.Contains("ALL")));
    }

    private static IEnumerable<(V1Deployment Deployment, IConfigurationRoot Settings)> Deployments() =>
        KubernetesFiles.Deployments.Select(deployment =>
            (deployment, new ConfigurationBuilder().AddJsonFile(DeployFiles.At($"kubernetes/settings/{deployment.Metadata.Name.Replace("muster-", "", StringComparison.Ordinal)}.json")).Build()));
}
